import { Command, Option } from 'commander'
import { operator } from './operator.ts'
import { print, printable, readPassword } from './terminal.ts'

type PasswordOption = { passwordStdin?: true }
type CreateOptions = PasswordOption & {
  email: string
  role: 'owner' | 'editor' | 'reader'
  name?: string
  scimManagement?: 'full' | 'read'
}

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
        .option('--name <name>', 'what colleagues call them')
        .addOption(
          new Option('--scim-management <grant>', 'whether they may change IdPs and SCIM; read for a reader').choices([
            'full',
            'read',
          ]),
        )
        .option(...passwordFromInput)
        .action(create),
    )
    .addCommand(
      new Command('reset-password')
        .description(
          'set a new password and end every session of an administrator; second factors stay; asks for the password',
        )
        .requiredOption('--email <address>', 'what they sign in with')
        .option(...passwordFromInput)
        .action(reset),
    )
    .addCommand(
      new Command('reset-mfa')
        .description(
          'remove the authenticator app, passkeys and recovery codes of an administrator, and end their sessions',
        )
        .requiredOption('--email <address>', 'what they sign in with')
        .action(resetMfa),
    )

const services = () => import('#lib/services/administrators.ts')

async function create(options: CreateOptions): Promise<void> {
  const password = await readPassword(options)
  const { createAdministrator } = await services()
  const { email, role, name, scimManagement } = options
  const given = { email, role, password, ...(name && { name }), ...(scimManagement && { scimManagement }) }
  const { id } = await createAdministrator(given, operator())
  print(`Administrator ${printable(options.email)} (${options.role}) created: ${id}`)
}

async function reset(options: PasswordOption & { email: string }): Promise<void> {
  const password = await readPassword(options)
  const { resetPassword } = await services()
  const { sessionsEnded } = await resetPassword({ email: options.email, password }, operator())
  print(`New password set for ${printable(options.email)}. Sessions ended: ${sessionsEnded}`)
}

async function resetMfa({ email }: { email: string }): Promise<void> {
  const { resetSecondFactorsOf } = await import('#lib/services/administrators-change.ts')
  await resetSecondFactorsOf(email, operator())
  print(`Second factors of ${printable(email)} removed. The password stays.`)
}
