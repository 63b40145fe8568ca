/**
 * The suite that runs a command of the README: `system` runs it against a copy of the checkout, `image` with a Docker
 * engine, `aws` with Pulumi against the emulated AWS, and `ci` is what `.ci/run` consists of. Undefined: nobody does.
 */
export function suiteOf(command: string): 'system' | 'image' | 'aws' | 'ci' | undefined {
  if (/docker:(build|run)$/.test(command)) return 'image'
  if (/^(pulumi |npm run up )/.test(command)) return 'aws'
  if (/^(npm test|npm run (check|test:image|test:aws)|\.ci\/run)$/.test(command)) return 'ci'
  if (/(^|\s)npm start$/.test(command)) return 'system'
  if (/^(curl |npm run plan |npm run bench)/.test(command)) return 'system'
  return undefined
}
