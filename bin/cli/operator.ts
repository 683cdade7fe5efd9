import { userInfo } from 'node:os'
import { cliActor, type Actor } from '#lib/services/actor.ts'

/** Who runs the command line, for the audit log: their name on this machine. */
export function operator(): Actor {
  try {
    return cliActor(userInfo().username)
  } catch {
    // A container may run as a number that has no name.
    return cliActor(`user ${process.getuid?.() ?? 'unknown'}`)
  }
}
