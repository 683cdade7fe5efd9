import { Command, CommanderError } from 'commander'
import { isAppError } from '#lib/errors.ts'
import { adminCommand } from './cli/admin.ts'
import { auditCommand } from './cli/audit.ts'
import { applyCommand, exportCommand } from './cli/configuration.ts'
import { idpCommand } from './cli/idp.ts'
import { needsStore, scimCommand } from './cli/scim.ts'
import { seedCommand } from './cli/seed.ts'
import { oneLine, UsageError, Verdict } from './cli/terminal.ts'
import { tokenCommand } from './cli/token.ts'

/**
 * Rollcall's command line. Results go to standard output, everything else to standard error.
 * @returns the exit code: 0 done, 1 it could not be done, 2 it was asked wrongly, 3 it was found tampered with, 4 an endpoint
 * did not answer as it should, 130 stopped by Ctrl-C.
 */
export async function rollcall(args: readonly string[]): Promise<number> {
  let close = async () => {}
  // `rollcall idp list | head` closes the pipe early, which is nobody's mistake.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
    throw error
  })
  try {
    await program(async () => {
      close = await open()
    }).parseAsync(args, { from: 'user' })
    return 0
  } catch (error) {
    // Commander has printed its own message; help that was asked for is a success.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    const message =
      isAppError(error) || error instanceof UsageError || error instanceof Verdict ? error.message : explain(error)
    process.stderr.write(`rollcall: ${oneLine(message)}\n`)
    if (error instanceof Verdict) return error.exitCode
    return error instanceof UsageError ? 2 : 1
  } finally {
    await close()
  }
}

/** Every command there is. `prepare` is awaited before one runs. */
export function program(prepare: () => Promise<void>): Command {
  const root = new Command('rollcall')
    .description('Configure Rollcall from a terminal or a script, while the server runs or not.')
    .exitOverride()
    .configureOutput({
      outputError: (text, write) =>
        write(`rollcall: ${oneLine(text.replace(/^error: /, ''))}; --help lists what there is\n`),
    })
    .hook('preAction', (_root, command) => (needsStore(command) ? prepare() : undefined))
    .addCommand(idpCommand())
    .addCommand(tokenCommand())
    .addCommand(adminCommand())
    .addCommand(exportCommand())
    .addCommand(applyCommand())
    .addCommand(auditCommand())
    .addCommand(scimCommand())
    .addCommand(seedCommand())
  inheritSettings(root)
  return root
}

/** Opens the store; answers what closes it. Everything behind it is loaded only now: help and mistakes answer at once. */
async function open(): Promise<() => Promise<void>> {
  const [{ openStore, closeStore }, { ensureOrganisation }] = await Promise.all([
    import('#db/index.ts'),
    import('#lib/services/organisation.ts'),
  ])
  await openStore()
  await ensureOrganisation()
  return closeStore
}

/** Commands that are added ready-made do not take their parent's settings by themselves. */
function inheritSettings(parent: Command): void {
  for (const child of parent.commands) {
    child.copyInheritedSettings(parent)
    inheritSettings(child)
  }
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : ''
  return `${error.message}${cause}`
}
