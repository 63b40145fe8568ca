import * as dockerBuild from '@pulumi/docker-build'
import * as pulumi from '@pulumi/pulumi'
import type { Settings } from '../plan/settings-table.ts'

export interface ImageArgs {
  readonly settings: Pick<Settings, 'architecture' | 'imageBuilder'>
  /** Folder with the Dockerfile and everything it copies, at a path that depends on its content only. */
  readonly context: string
  /** Stands for the content of the context. */
  readonly contextHash: string
  /** Where to push to, without a tag. */
  readonly repositoryUrl: pulumi.Input<string>
  /** How to log in there; nothing for a registry that asks for none. */
  readonly login?: { readonly username: pulumi.Input<string>; readonly password: pulumi.Input<string> }
}

/** The image of one content, built and pushed once. */
export class Image extends pulumi.ComponentResource {
  /** By digest: what runs is what was built, whatever happens to tags. */
  readonly reference: pulumi.Output<string>

  constructor(name: string, args: ImageArgs, options?: pulumi.ComponentResourceOptions) {
    super('mpla:aws:Image', name, {}, options)
    const { settings, context, contextHash, repositoryUrl, login } = args
    const { architecture, imageBuilder } = settings
    const tag = `sha-${contextHash}-${architecture}`
    const image = new dockerBuild.Image(
      // Another content is another resource: it is pushed under a tag of its own with a fresh login.
      `${name}-image-${tag}`,
      {
        context: { location: context },
        platforms: [architecture === 'arm64' ? 'linux/arm64' : 'linux/amd64'],
        buildArgs: { MPLA_VERSION: tag },
        tags: [pulumi.interpolate`${repositoryUrl}:${tag}`],
        push: true,
        // A preview must work without Docker, and before there is a repository.
        buildOnPreview: false,
        ...(login && { registries: [{ address: repositoryUrl, ...login }] }),
        ...(imageBuilder !== undefined && { exec: true, builder: { name: imageBuilder } }),
      },
      {
        parent: this,
        // Former releases stay to go back to; the repository's lifecycle removes them. Deleting one here would need a
        // login that ran out twelve hours after its build.
        retainOnDelete: true,
        // The login is another one each time, and which builder built it says nothing about the content.
        ignoreChanges: ['registries', 'builder', 'exec'],
      },
    )
    this.reference = pulumi.interpolate`${repositoryUrl}@${image.digest}`
    this.registerOutputs({ reference: this.reference })
  }
}
