import { Command, Option } from 'commander'
import { operator } from './operator.ts'
import { print, printable, readPassword } from './terminal.ts'

type PasswordOption = { passwordStdin?: true }
type CreateOptions = PasswordOption & { email: string; role: 'owner' | 'editor' | 'reader' }

const passwordFromInput = ['--password-stdin', 'read the password from standard input instead of asking'] as const

/** `rollcall admin …`: administrators of the portal. */
export const adminCommand = (): Command =>
  new Command('admin')
    .description('administrators of the portal')
    .addCommand(
      new Command('create')
        .description('add an administrator; asks for the password')
        .requiredOption('--email <address>', 'what they sign in with')
        .addOption(
          new Option('--role <role>', 'what they may do').choices(['owner', 'editor', 'reader']).default('owner'),
        )
        .option(...passwordFromInput)
        .action(create),
    )
    .addCommand(
      new Command('reset-password')
        .description('set a new password and end every session of an administrator; asks for the password')
        .requiredOption('--email <address>', 'what they sign in with')
        .option(...passwordFromInput)
        .action(reset),
    )

const services = () => import('#lib/services/administrators.ts')

async function create(options: CreateOptions): Promise<void> {
  const password = await readPassword(options)
  const { createAdministrator } = await services()
  const { id } = await createAdministrator({ email: options.email, role: options.role, password }, operator())
  print(`Administrator ${printable(options.email)} (${options.role}) created: ${id}`)
}

async function reset(options: PasswordOption & { email: string }): Promise<void> {
  const password = await readPassword(options)
  const { resetPassword } = await services()
  const { sessionsEnded } = await resetPassword({ email: options.email, password }, operator())
  print(`New password set for ${printable(options.email)}. Sessions ended: ${sessionsEnded}`)
}
