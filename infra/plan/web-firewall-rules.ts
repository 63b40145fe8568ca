/** A group of rules that AWS writes and keeps up to date. */
export interface ManagedRules {
  readonly id: string
  /** Its name at AWS. */
  readonly group: string
  /** Rules of it that only count what they match. A name that the group does not have is ignored by AWS. */
  readonly onlyCounted: readonly string[]
}

/**
 * Managed groups, in the order in which they are asked. Whatever looks into a body only counts: a body is a prompt, and a
 * good prompt may quote HTML, file paths, addresses or an exploit, and is up to 20,000 characters long where the size
 * rule ends at 8 KiB. The application takes prompts as text: it never interprets, includes or opens what they say.
 * What looks at addresses, headers, paths and query strings blocks.
 */
export const managedRules: readonly ManagedRules[] = [
  { id: 'bad-reputation', group: 'AWSManagedRulesAmazonIpReputationList', onlyCounted: [] },
  {
    id: 'known-exploits',
    group: 'AWSManagedRulesKnownBadInputsRuleSet',
    onlyCounted: ['JavaDeserializationRCE_BODY', 'Log4JRCE_BODY', 'ReactJSRCE_BODY'],
  },
  {
    id: 'common-attacks',
    group: 'AWSManagedRulesCommonRuleSet',
    onlyCounted: [
      'CrossSiteScripting_BODY',
      'EC2MetaDataSSRF_BODY',
      'GenericLFI_BODY',
      'GenericRFI_BODY',
      'SizeRestrictions_BODY',
    ],
  },
]

/** Headers with the access token or the session: masked in logs and in the samples that the console shows. */
export const maskedHeaders = ['authorization', 'cookie'] as const

/** Seconds over which requests of an address are counted; what `requestsPerAddress` is about. */
export const rateWindow = 300
