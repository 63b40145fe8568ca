import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commandBlocks } from '../../runbooks/runbook.ts'
import { variablesNeeded, variablesSet } from './variables-needed.ts'

test.each([
  ['a word', 'aws backup describe --arn "$RECOVERY_POINT" --to $RESTORE_TO', ['RECOVERY_POINT', 'RESTORE_TO']],
  ['with an operator', '/$' + '{DIRECTORY#/}/data', ['DIRECTORY']],
  ['in a command within double quotes', `"$(aws x --query '[?a=="$NO"]' "$YES")"`, ['YES']],
  ['in single quotes within double quotes', `"starts_with(Name, '$NAME-database')"`, ['NAME']],
  ['twice', '$TWICE $TWICE', ['TWICE']],
  ['in its own new value', 'A="$A-1"; echo $A', ['A']],
  ['in single quotes', `--filter-pattern '{ $.LEVEL = "error" && $LEVEL }'`, []],
  ['escaped', 'echo \\$ESCAPED "\\$ESCAPED"', []],
  ['set before', 'JOB="$(start)"\nwait "$JOB"', []],
  ['set in the same line', 'A=1 && echo "$A"; for B in 1 2; do echo $B; done; read -r C; echo $C', []],
  ['set after', 'echo "$LATE"\nLATE=1', ['LATE']],
  ['with a default', 'A="$' + '{RESTORE_TO:-now}"', []],
  ['in lower case, as loops have them', 'for status in 502; do echo $' + '{status}; done', []],
  ['known to every shell', 'ls "$HOME"', []],
  ['after a bracket of a group', '(cd x; echo "$IN") "$OUT"', ['IN', 'OUT']],
])('a variable %s', (_, script, names) => {
  expect(variablesNeeded(script)).toEqual(names)
})

const name = fc.constantFrom('ALPHA', 'BETA', 'GAMMA')
const word = fc.oneof(
  name.map((each) => `$${each}`),
  name.map((each) => `"-$${each}-"`),
  name.map((each) => `'$${each}'`),
  name.map((each) => `"'$${each}'"`),
  name.map((each) => `"$(echo '$${each}' "$${each}")"`),
  name.map((each) => `\\$${each}`),
)
const line = fc.oneof(
  fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => `echo ${words.join(' ')}`),
  fc.tuple(name, word).map(([each, value]) => `${each}=x${value}`),
)

const mark = 'END-OF-SCRIPT'

/** Whether each script finds all that it uses. One shell for all of them: starting one takes longer than the script. */
function findsAll(scripts: readonly string[]): readonly boolean[] {
  // With -u the shell says what is not set, also where it goes on because a command within another one failed.
  const { stdout } = spawnSync(
    'bash',
    ['--norc', '-uc', scripts.map((script) => `(\n${script}\n) 2>&1\necho ${mark}`).join('\n')],
    { env: {}, encoding: 'utf8' },
  )
  return stdout
    .split(`${mark}\n`)
    .slice(0, -1)
    .map((text) => !text.includes('unbound variable'))
}

test('what is needed is what the shell itself misses', () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
      const script = lines.join('\n')
      const set = variablesNeeded(script).map((each) => `${each}=1`)
      const given = [set, ...set.map((_, index) => set.toSpliced(index, 1))]
      const found = findsAll(given.map((each) => [...each, script].join('\n')))
      expect(found).toEqual([true, ...set.map(() => false)])
    }),
    { numRuns: 60 },
  )
})

const folder = join(import.meta.dirname, '../../runbooks')
const pages = readdirSync(folder).filter((file) => file.endsWith('.md'))

test('a variable of a page is set on it before, or the page says by its name what to choose', () => {
  const chosen = pages.flatMap((file) => {
    const text = readFileSync(join(folder, file), 'utf8')
    const scripts = commandBlocks(text).map(({ script }) => script)
    return scripts.flatMap((script, index) => {
      const before = scripts.slice(0, index).flatMap(variablesSet)
      return variablesNeeded(script)
        .filter((each) => !before.includes(each))
        .map((each) => ({ file, name: each, isExplained: text.includes(`\`${each}\``) }))
    })
  })
  expect(chosen.map((each) => each.name)).toContain('RECOVERY_POINT')
  expect(chosen.filter(({ isExplained }) => !isExplained)).toEqual([])
})
