import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
import { readBuildContext, stageBuildContext } from '../build-context.ts'
import type { Settings } from '../plan/settings-table.ts'
import { Image } from './image.ts'
import { Repository } from './repository.ts'

export interface ReleasedImageArgs {
  readonly settings: Pick<Settings, 'image' | 'architecture' | 'imageBuilder' | 'stack'>
  /** Folder with the Dockerfile, to build from when no image is given. */
  readonly checkout: string
  readonly tags: Record<string, string>
}

/** The image a stack runs: the one its settings name, or the checkout's, built and pushed to the stack's repository. */
export function releasedImage(name: string, { settings, checkout, tags }: ReleasedImageArgs) {
  if (settings.image !== undefined) return { reference: pulumi.output(settings.image), repositoryArn: undefined }

  const repository = new Repository(name, { repositoryName: name, tags })
  const { userName, password } = aws.ecr.getAuthorizationTokenOutput({ registryId: repository.registryId })
  const context = readBuildContext(checkout)
  const image = new Image(name, {
    settings,
    context: stageBuildContext(context),
    contextHash: context.hash,
    repositoryUrl: repository.url,
    login: { username: userName, password: pulumi.secret(password) },
  })
  return { reference: image.reference, repositoryArn: repository.arn }
}
