/** In a migration: `-- breaks-old-code: REASON`, for the step that removes what no running version uses any more. */
const marker = /^-- breaks-old-code: *(\S.{9,})$/m

const rules: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/\bDROP\s+(?!INDEX\b|NOT\s+NULL\b)/i, 'removes something that a running version may use'],
  [/\bRENAME\b/i, 'takes away a name that a running version may use'],
  [/\bADD\s+COLUMN\b(?=.*\bNOT\s+NULL\b)(?!.*\bDEFAULT\b)/is, 'adds a column that a running version does not fill'],
  [/\bSET\s+NOT\s+NULL\b/i, 'refuses rows that a running version may write'],
  [/\bALTER\s+COLUMN\b.*?\bTYPE\b/is, 'changes a type that a running version relies on'],
  [/^\s*(TRUNCATE|DELETE)\b/i, 'deletes rows'],
]

/**
 * What a migration does that the version still running during a deployment, or rolled back to after it, cannot live
 * with. Empty for what only expands, and for a migration that carries the marker and a reason.
 */
export function destructiveSteps(sql: string): string[] {
  if (marker.test(sql)) return []
  const code = sql.replace(/--.*$/gm, '').replace(/'(?:[^']|'')*'/g, "''")
  const statements = code.split(';').map((statement) => statement.trim())
  return statements.flatMap((statement) => {
    const broken = rules.find(([pattern]) => splitActions(statement).some((action) => pattern.test(action)))
    return broken === undefined ? [] : [`${statement.replace(/\s+/g, ' ')}: ${broken[1]}`]
  })
}

/** `ALTER TABLE t ADD …, ADD …` action by action, so that one column's DEFAULT does not excuse another's NOT NULL. */
const splitActions = (statement: string): string[] =>
  /^ALTER\s+TABLE\b/i.test(statement) ? statement.split(/,(?=\s*(?:ADD|ALTER|DROP|RENAME)\b)/i) : [statement]
