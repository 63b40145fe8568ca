import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'

export interface RepositoryArgs {
  readonly repositoryName: string
  readonly tags: Record<string, string>
}

/** Images of the stack. A tag never moves, every image is scanned, and old ones go. */
export class Repository extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>
  readonly url: pulumi.Output<string>
  readonly registryId: pulumi.Output<string>

  constructor(name: string, args: RepositoryArgs, options?: pulumi.ComponentResourceOptions) {
    super('mpla:aws:Repository', name, {}, options)
    const inside = { parent: this }
    const repository = new aws.ecr.Repository(
      `${name}-images`,
      {
        name: args.repositoryName,
        imageTagMutability: 'IMMUTABLE',
        imageScanningConfiguration: { scanOnPush: true },
        encryptionConfigurations: [{ encryptionType: 'AES256' }],
        // Images can be built again from their commits, so they do not hold up the end of a stack.
        forceDelete: true,
        tags: args.tags,
      },
      inside,
    )
    new aws.ecr.LifecyclePolicy(
      `${name}-images`,
      {
        repository: repository.name,
        policy: JSON.stringify({
          rules: [
            {
              rulePriority: 1,
              description: 'Untagged images go after a week',
              selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 7 },
              action: { type: 'expire' },
            },
            {
              rulePriority: 2,
              description: 'The last ten releases stay, to go back to',
              selection: {
                tagStatus: 'tagged',
                tagPatternList: ['sha-*'],
                countType: 'imageCountMoreThan',
                countNumber: 10,
              },
              action: { type: 'expire' },
            },
          ],
        }),
      },
      inside,
    )
    this.arn = repository.arn
    this.url = repository.repositoryUrl
    this.registryId = repository.registryId
    this.registerOutputs({ url: this.url })
  }
}
