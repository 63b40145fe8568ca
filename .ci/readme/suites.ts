/**
 * The suite that runs a command of a document: `system` runs it against a copy of the checkout, `image` with a Docker
 * engine, `aws` with Pulumi against the emulated AWS, and `ci` is what `.ci/run` consists of. Undefined: nobody does.
 */
export function suiteOf(command: string): 'system' | 'image' | 'aws' | 'ci' | undefined {
  if (/docker:(build|run)$/.test(command)) return 'image'
  if (/^(pulumi|aws|npm run up) /.test(command)) return 'aws'
  if (/^(npm test|npm run (check|test:image|test:aws)|\.ci\/run)$/.test(command)) return 'ci'
  if (/(^|\s)npm start$/.test(command)) return 'system'
  if (/^(curl |npm run plan |npm run bench|promtool |amtool )/.test(command)) return 'system'
  return undefined
}

/** Commands of documents that no suite runs, and why. */
export const notRun: readonly { readonly command: RegExp; readonly because: string }[] = [
  { command: /^pulumi login /, because: 'the suite keeps its state in a folder; state.md has its own tests' },
  { command: /^pulumi config rm mpla:image$/, because: 'the image would be built and pushed; npm run test:image does' },
  { command: /^git pull$/, because: 'it is of git, and a copy of the checkout has no remote' },
  { command: /^aws logs tail /, because: 'no container runs in the emulated account, so nothing is logged' },
]

/** Whether nobody is meant to run a command. */
export const isNotRun = (command: string): boolean => notRun.some((each) => each.command.test(command))
