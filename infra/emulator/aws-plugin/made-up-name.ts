import { randomBytes } from 'node:crypto'
import { madeUpNames } from './property-names.ts'
import type { Values } from './pulumi-values.ts'

/**
 * Inputs with the physical name that the genuine plugin would make up, keeping the one a resource already has.
 *
 * @param short the type, e.g. "cloudwatch/metricAlarm" @param resourceName the resource's name in the program
 */
export function withMadeUpName(short: string, news: Values, olds: Values | undefined, resourceName: string): Values {
  const rule = madeUpNames[short]
  if (!rule || (news[rule.field] ?? undefined) !== undefined || news[`${rule.field}Prefix`]) return news
  const fresh = `${resourceName.slice(0, rule.maxLength - 8)}-${randomBytes(4).toString('hex').slice(0, 7)}`
  return { ...news, [rule.field]: olds?.[rule.field] ?? (rule.isLowerCase ? fresh.toLowerCase() : fresh) }
}
