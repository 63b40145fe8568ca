import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'
import {
  assumedByGithub,
  type GithubPlan,
  githubPolicies,
  githubRoleName,
  githubRoles,
  pullRequestStacks,
} from '../plan/github-roles.ts'
import { boundaryName } from '../plan/permissions/deploy-policy.ts'
import { roleBoundary } from '../plan/permissions/role-boundary.ts'
import { fillScope, scopeTemplate } from '../plan/permissions/scope-template.ts'
import { isPullRequest } from '../plan/stack-kind.ts'

export interface GithubAccessArgs extends GithubPlan {
  /** `OWNER/NAME`, or `OWNER@ID/NAME@ID` where GitHub's tokens say so. */
  readonly repository: string
  readonly partition: pulumi.Input<string>
  readonly account: pulumi.Input<string>
  readonly region: pulumi.Input<string>
  readonly tags: Record<string, string>
}

/**
 * Lets GitHub Actions deploy without stored keys: the roles that its jobs take, and the boundary that every other role of
 * the stack is held by. The provider of identities is the account's, not the stack's: it is only named here.
 */
export class GithubAccess extends pulumi.ComponentResource {
  /** Permissions boundary for every role of the stack. */
  readonly boundaryArn: pulumi.Output<string>

  constructor(name: string, args: GithubAccessArgs, options?: pulumi.ComponentResourceOptions) {
    super('mpla:aws:GithubAccess', name, {}, options)
    const inside = { parent: this }
    const { stack, repository, tags } = args
    const filled = (template: unknown) =>
      pulumi
        .all([args.partition, args.account, args.region])
        .apply(([partition, account, region]) => fillScope(JSON.stringify(template), { partition, account, region }))
    const policy = (policyName: string, description: string, template: unknown) =>
      new aws.iam.Policy(policyName, { name: policyName, description, policy: filled(template), tags }, inside)
    const boundary = (stacks: string) =>
      policy(
        boundaryName(stacks),
        `The most that roles of ${stacks} can do`,
        roleBoundary({ ...scopeTemplate, stack: stacks }),
      ).arn

    const roles = githubRoles(args)
    if (roles.some((role) => role.stack === pullRequestStacks)) boundary(pullRequestStacks)
    this.boundaryArn = isPullRequest(stack)
      ? pulumi.interpolate`arn:${args.partition}:iam::${args.account}:policy/${boundaryName(stack)}`
      : boundary(stack)
    for (const each of roles) {
      const roleName = githubRoleName(stack, each)
      const role = new aws.iam.Role(
        roleName,
        {
          name: roleName,
          description: each.description,
          assumeRolePolicy: filled(assumedByGithub(scopeTemplate, repository, each)),
          // A deployment waits for the database and for the service to be steady.
          maxSessionDuration: 2 * 3600,
          tags,
        },
        inside,
      )
      for (const [index, document] of githubPolicies(each, scopeTemplate).entries()) {
        const part = `${roleName}-${index + 1}`
        const { arn } = policy(part, `${each.description}: part ${index + 1}`, document)
        new aws.iam.RolePolicyAttachment(part, { role: role.name, policyArn: arn }, inside)
      }
    }
    this.registerOutputs({ boundaryArn: this.boundaryArn })
  }
}
