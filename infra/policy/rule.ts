/** One resource of a stack, as a rule sees it: recorded, or handed over by Pulumi's engine. */
export interface PolicyResource {
  /** e.g. `aws:ecs/service:Service` */
  readonly type: string
  readonly name: string
  readonly urn: string
  /** Reading a value that only AWS makes up throws during a first preview, so nothing is concluded from it. */
  readonly inputs: Readonly<Record<string, unknown>>
  /** URNs of the resources that each input was made from. Known in a first preview too, unlike the values. */
  readonly madeFrom: Readonly<Record<string, readonly string[]>>
  /** Whether Pulumi refuses to delete it. */
  readonly protect: boolean
}

/** A demand on the resources of a stack. Pure: the same resources, the same findings. */
export interface Rule {
  /** Kebab-case. */
  readonly id: string
  /** What must be so, one sentence. */
  readonly demands: string
  /** What happens otherwise. */
  readonly why: string
  /** Controls of AWS Security Hub that ask for the same; empty where there is none. */
  readonly controls: readonly string[]
  /** What to do about a finding. */
  readonly mend: string
  readonly severity: 'critical' | 'high' | 'medium' | 'low'
  /** `mandatory` stops `pulumi up`; `advisory` only tells, where breaking the rule can be meant. */
  readonly enforcement: 'mandatory' | 'advisory'
  /**
   * `resource`: one resource is enough to tell, so it is looked at before it is created. `stack`: it takes the others
   * too, so it is looked at when all of them are known.
   */
  readonly scope: 'resource' | 'stack'
  /** Types it looks at. */
  readonly types: readonly string[] | 'every'
  /** What is wrong with a resource of these types; empty when nothing is. `stack` is empty for scope `resource`. */
  readonly check: (resource: PolicyResource, stack: readonly PolicyResource[]) => readonly string[]
}

/** One resource that breaks one rule. */
export interface Violation {
  readonly rule: string
  readonly resource: string
  readonly what: string
}

/** Whether Pulumi itself or a component of this program made the type: neither is created by a provider. */
export const isGrouping = (type: string) => /^(pulumi|mpla):/.test(type)

export const appliesTo = ({ types }: Rule, { type }: Pick<PolicyResource, 'type'>): boolean =>
  types === 'every' ? !isGrouping(type) : types.includes(type)

/** Everything that is wrong with a stack. */
export const violationsOf = (rules: readonly Rule[], stack: readonly PolicyResource[]): readonly Violation[] =>
  rules.flatMap((rule) =>
    stack
      .filter((resource) => appliesTo(rule, resource))
      .flatMap((resource) =>
        rule
          .check(resource, rule.scope === 'stack' ? stack : [])
          .map((what) => ({ rule: rule.id, resource: `${resource.type} ${resource.name}`, what })),
      ),
  )
