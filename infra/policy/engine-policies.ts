import {
  type Policy,
  type ReportViolation,
  type ResourceValidationPolicy,
  type StackValidationPolicy,
  UnknownValueError,
} from '@pulumi/policy'
import { unknownTypes } from './covered-types.ts'
import { appliesTo, isGrouping, type PolicyResource, type Rule } from './rule.ts'

/** Rules that could not be decided during a preview, because an input is made up by AWS. */
type Waiting = Set<string>

/** Reports what a rule finds. An input that is not known yet decides nothing: neither for the resource nor against it. */
function report(
  rule: Rule,
  [resource, stack]: readonly [PolicyResource, readonly PolicyResource[]],
  reportViolation: ReportViolation,
  waiting: Waiting,
): void {
  if (!appliesTo(rule, resource)) return
  try {
    for (const what of rule.check(resource, stack)) reportViolation(`${what}. To mend it: ${rule.mend}`, resource.urn)
  } catch (error) {
    if (!(error instanceof UnknownValueError)) throw error
    waiting.add(rule.id)
  }
}

const header = ({ id, demands, why, controls, severity, enforcement, mend }: Rule) => ({
  name: id,
  description: `${demands}. ${why}${controls.length > 0 ? ` (${controls.join(', ')})` : ''}`,
  enforcementLevel: enforcement,
  severity,
  remediationSteps: mend,
})

/** Looked at with its inputs before it is created. */
const resourcePolicy = (rule: Rule, waiting: Waiting): ResourceValidationPolicy => ({
  ...header(rule),
  validateResource: ({ type, name, urn, props, opts }, reportViolation) =>
    report(
      rule,
      [{ type, name, urn, inputs: props, madeFrom: {}, protect: opts.protect }, []],
      reportViolation,
      waiting,
    ),
})

/** Looked at when all resources of the stack are known. */
const stackPolicy = (rule: Rule, waiting: Waiting): StackValidationPolicy => ({
  ...header(rule),
  validateStack: ({ resources }, reportViolation) => {
    const stack = resources.map(({ type, name, urn, props, opts, propertyDependencies }) => ({
      type,
      name,
      urn,
      inputs: props,
      madeFrom: Object.fromEntries(
        Object.entries(propertyDependencies).map(([key, sources]) => [key, sources.map((source) => source.urn)]),
      ),
      protect: opts.protect,
    }))
    for (const resource of stack) report(rule, [resource, stack], reportViolation, waiting)
  },
})

const typesWithoutRule = (rules: readonly Rule[]): ResourceValidationPolicy => ({
  name: 'type-without-rule',
  description: 'Every resource type is looked at by a rule, or listed with the reason why none has to',
  enforcementLevel: 'advisory',
  severity: 'low',
  validateResource: ({ type }, reportViolation) => {
    if (!isGrouping(type) && unknownTypes([type], rules).length > 0)
      reportViolation(`no rule looks at ${type}. To mend it: write one, or list it in infra/policy/covered-types.ts`)
  },
})

/** One line at the end instead of one for each rule and resource. */
const decidedLater = (waiting: Waiting): StackValidationPolicy => ({
  name: 'decided-by-up',
  description:
    'A preview cannot decide what depends on values that AWS makes up; `pulumi up` decides it before it creates the resource',
  enforcementLevel: 'advisory',
  severity: 'low',
  validateStack: (_stack, reportViolation) => {
    if (waiting.size > 0) reportViolation(`for some resources these are open: ${[...waiting].toSorted().join(', ')}`)
    waiting.clear()
  },
})

/** The rules as Pulumi's engine takes them. */
export function enginePolicies(rules: readonly Rule[]): Policy[] {
  const waiting: Waiting = new Set()
  return [
    ...rules.map((rule) => (rule.scope === 'stack' ? stackPolicy(rule, waiting) : resourcePolicy(rule, waiting))),
    typesWithoutRule(rules),
    // Last: the engine asks in this order.
    decidedLater(waiting),
  ]
}
