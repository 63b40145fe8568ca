import type { StackScope } from './stack-arns.ts'

type Place = Omit<StackScope, 'stack'>

/**
 * Stands for where the stack is while policies are divided: how many there are must be known before AWS has said in
 * which account they will be. Each text is as long as the longest value that can take its place.
 */
export const scopeTemplate: Place = {
  partition: 'PARTITION-',
  account: 'ACCOUNT-----',
  region: 'REGION---------',
}

/** A policy written for the template, with the values in their places. */
export const fillScope = (text: string, { partition, account, region }: Place): string =>
  text
    .replaceAll(scopeTemplate.partition, partition)
    .replaceAll(scopeTemplate.account, account)
    .replaceAll(scopeTemplate.region, region)
