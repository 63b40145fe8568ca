import { project } from './names.ts'

/** What Endgame accepts as the name of an application; stricter than the platform, which lets dashes stand anywhere. */
export const endgameName = /^[a-z0-9](?:[a-z0-9]|-(?=[a-z0-9])){2,19}$/

/**
 * The `.endgame` file: the three keys the platform is known to read. How the application is built and started there are
 * parameters of a deployment, not keys of the file.
 */
export function endgameFile(): string {
  const content = { org: 'personal', app: `${project}-agent`, settings: {} }
  return `${JSON.stringify(content, undefined, 2)}\n`
}
