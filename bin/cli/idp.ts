import { Command } from 'commander'
import { env } from '#lib/env.ts'
import type { IdpView } from '#lib/services/idps/index.ts'
import { operator } from './operator.ts'
import { columns, print, printable, remark, UsageError } from './terminal.ts'

type CreateOptions = {
  name: string
  domain?: string[]
  scimSync?: true
  scimPolicy?: true
  guard: boolean
  json?: true
}

/** `rollcall idp …`: identity providers. */
export const idpCommand = (): Command =>
  new Command('idp')
    .description('identity providers')
    .addCommand(
      new Command('create')
        .description('add an identity provider, enabled; with SCIM Sync also its bearer token, shown this once')
        .requiredOption('--name <name>', 'its name in the portal')
        .option('--domain <domain...>', 'authentication domains')
        .option('--scim-sync', 'enable SCIM Sync and generate a bearer token')
        .option('--scim-policy', 'enable SCIM Attributes for Policy (needs --scim-sync)')
        .option('--no-guard', 'without the mass-deprovision guard: for scripts that empty whole directories')
        .option('--json', 'print JSON: id, name, endpoint, token')
        .action(create),
    )
    .addCommand(
      new Command('list')
        .description('list the identity providers')
        .option('--json', 'print a JSON array')
        .action(list),
    )

const services = () => import('#lib/services/idps/index.ts')

async function create(options: CreateOptions): Promise<void> {
  if (options.scimPolicy && !options.scimSync) throw new UsageError('--scim-policy needs --scim-sync')
  const { createIdp } = await services()
  const created = await createIdp(
    {
      name: options.name,
      domains: options.domain ?? [],
      scimSync: options.scimSync === true,
      scimPolicy: options.scimPolicy === true,
      guard: options.guard,
    },
    operator(),
  )
  show(created, options)
}

async function list(options: { json?: true }): Promise<void> {
  const { listIdps } = await services()
  const idps = await listIdps()
  if (options.json) {
    remarkOnUrl()
    print(JSON.stringify(idps.map(summary), null, 2))
    return
  }
  if (idps.length === 0) remark('There are no identity providers yet: rollcall idp create --name Okta --scim-sync')
  else print(columns([headings, ...idps.map(row)]))
}

const headings = ['ID', 'NAME', 'STATUS', 'SCIM SYNC', 'FOR POLICY', 'USERS', 'GROUPS', 'LAST REQUEST']

const row = (idp: IdpView): string[] => [
  idp.id,
  printable(idp.name),
  idp.status,
  idp.scimSync ? 'on' : 'off',
  idp.scimAttributesForPolicy ? 'on' : 'off',
  String(idp.users),
  String(idp.groups),
  idp.lastRequestAt ?? 'never',
]

const summary = (idp: IdpView) => ({
  id: idp.id,
  name: idp.name,
  status: idp.status,
  scimSync: idp.scimSync,
  scimAttributesForPolicy: idp.scimAttributesForPolicy,
  users: idp.users,
  activeUsers: idp.activeUsers,
  groups: idp.groups,
  lastRequestAt: idp.lastRequestAt ?? null,
  endpoint: idp.endpoint,
})

export type Shown = { id: string; name: string; endpoint: string; token?: string }

/** An IdP and its new token, which is shown this once. */
export function show({ id, name, endpoint, token }: Shown, options: { json?: true }): void {
  remarkOnUrl()
  if (options.json) {
    print(JSON.stringify({ id, name, endpoint, ...(token && { token }) }))
    return
  }
  print(
    columns([
      ['Name', printable(name)],
      ['IdP ID', id],
      ['SCIM Service Provider Endpoint', endpoint],
      ...(token ? [['Bearer Token', token]] : []),
    ]),
  )
  if (token) remark('The token is not shown again. Enter it in the identity provider now.')
}

/** The server may have been told its address where this command was not. */
function remarkOnUrl(): void {
  const { isUrlAssumed, url } = env()
  if (isUrlAssumed)
    remark(`The endpoint assumes ${url}; set ROLLCALL_URL to the address that the identity provider uses.`)
}
