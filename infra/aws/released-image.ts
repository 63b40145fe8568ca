import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
import { readBuildContext } from '../build-context.ts'
import { ecrImage } from '../plan/image-reference.ts'
import type { Settings } from '../plan/settings-table.ts'
import { stageBuildContext } from '../staged-context.ts'
import { Image } from './image.ts'
import { Repository } from './repository.ts'

export interface ReleasedImageArgs {
  readonly settings: Pick<Settings, 'image' | 'architecture' | 'imageBuilder' | 'stack'>
  /** Folder with the Dockerfile, to build from when no image is given. */
  readonly checkout: string
  readonly partition: pulumi.Input<string>
  readonly tags: Record<string, string>
}

/** The image a stack runs, and the repositories tasks may pull it from. */
export interface ReleasedImage {
  readonly reference: pulumi.Output<string>
  readonly repositoryArns: pulumi.Input<string>[]
}

/** The image the settings name, or the checkout's, built and pushed to the stack's repository. */
export function releasedImage(
  name: string,
  args: ReleasedImageArgs,
  options?: pulumi.ComponentResourceOptions,
): ReleasedImage {
  const { settings, tags } = args
  // Also when an image is given: going back to a former release names one of its images, which must not go with it.
  const repository = new Repository(name, { repositoryName: name, tags }, options)
  if (settings.image !== undefined) {
    const inEcr = ecrImage(settings.image)
    const others = inEcr
      ? [pulumi.interpolate`arn:${args.partition}:ecr:${inEcr.region}:${inEcr.account}:repository/${inEcr.repository}`]
      : []
    return { reference: pulumi.output(settings.image), repositoryArns: [repository.arn, ...others] }
  }
  const { userName, password } = aws.ecr.getAuthorizationTokenOutput({ registryId: repository.registryId })
  const context = readBuildContext(args.checkout)
  const image = new Image(
    name,
    {
      settings,
      context: stageBuildContext(context),
      contextHash: context.hash,
      repositoryUrl: repository.url,
      login: { username: userName, password: pulumi.secret(password) },
    },
    options,
  )
  return { reference: image.reference, repositoryArns: [repository.arn] }
}
