import { Command, InvalidArgumentError } from 'commander'
import { AppError } from '#lib/errors.ts'
import { fold } from '#lib/scim/fold.ts'
import type { IdpView, TokenExpiry, TokenView } from '#lib/services/idps/index.ts'
import { show } from './idp.ts'
import { operator } from './operator.ts'
import { columns, print, printable, remark } from './terminal.ts'

type RotateOptions = { revokeOld?: true; expires: TokenExpiry; allow?: string[]; json?: true }

/** `rollcall token …`: SCIM bearer tokens. */
export const tokenCommand = (): Command =>
  new Command('token')
    .description('SCIM bearer tokens')
    .addCommand(
      new Command('rotate')
        .description('generate a new bearer token; the old one keeps working until it is revoked')
        .argument('<idp>', 'its id or its name')
        .option('--revoke-old', 'revoke every other token at once: the IdP is refused until it has the new one')
        .option('--expires <when>', 'never, 90d, 1y, 2y, or a day such as 2027-01-31', readExpires, 'never')
        .option('--allow <network...>', 'addresses and CIDR ranges it is accepted from; anywhere without')
        .option('--json', 'print JSON: id, name, endpoint, token')
        .action(rotate),
    )
    .addCommand(
      new Command('list')
        .description('list an identity provider’s bearer tokens by their last four characters')
        .argument('<idp>', 'its id or its name')
        .option('--json', 'print a JSON array')
        .action(list),
    )
    .addCommand(
      new Command('revoke')
        .description('revoke a bearer token at once')
        .argument('<idp>', 'its id or its name')
        .argument('<hint>', 'the token’s last four characters')
        .action(revoke),
    )

const presets: Record<string, TokenExpiry> = {
  never: 'never',
  '90d': '90-days',
  '1y': '1-year',
  '2y': '2-years',
}

function readExpires(text: string): TokenExpiry {
  const expires = presets[text] ?? (/^\d{4}-\d{2}-\d{2}$/.test(text) ? { date: text } : undefined)
  if (expires === undefined) throw new InvalidArgumentError('Use never, 90d, 1y, 2y, or a day such as 2027-01-31.')
  return expires
}

const services = () => import('#lib/services/idps/index.ts')

/** The IdP with this id or name. Throws `AppError` `not-found`. */
export async function findByName(wanted: string): Promise<IdpView> {
  const { listIdps } = await services()
  const idp = (await listIdps()).find(({ id, name }) => id === wanted || fold(name) === fold(wanted.trim()))
  if (idp) return idp
  throw new AppError('not-found', `No identity provider has the id or the name "${wanted}"; idp list names them all.`)
}

async function rotate(wanted: string, options: RotateOptions): Promise<void> {
  const { rotateToken } = await services()
  const idp = await findByName(wanted)
  const { token } = await rotateToken(idp.id, operator(), {
    revokesOthers: options.revokeOld === true,
    limits: { expires: options.expires, allowedNetworks: options.allow ?? [] },
  })
  for (const old of idp.tokens) {
    const use = `It was last used: ${old.lastUsedAt ?? 'never'}.`
    if (options.revokeOld) remark(`The token that ended in ${old.hint} no longer works. ${use}`)
    else if (!old.isExpired) {
      remark(
        `The token that ends in ${old.hint} still works. ${use} Once the IdP has the new one: token revoke ${idp.id} ${old.hint}`,
      )
    }
  }
  show({ id: idp.id, name: idp.name, endpoint: idp.endpoint, token }, options)
}

async function list(wanted: string, options: { json?: true }): Promise<void> {
  const { tokens } = await findByName(wanted)
  if (options.json) {
    print(JSON.stringify(tokens.map(summary), null, 2))
    return
  }
  if (tokens.length === 0) remark('This identity provider has no token yet: rollcall token rotate <idp>')
  else print(columns([headings, ...tokens.map(row)]))
}

const headings = ['TOKEN', 'CREATED', 'BY', 'LAST USED', 'FROM', 'EXPIRES', 'ALLOWED NETWORKS']

const row = (token: TokenView): string[] => [
  `…${token.hint}`,
  token.createdAt,
  printable(token.createdBy),
  token.lastUsedAt ?? 'never',
  printable(token.lastUsedFrom ?? '-'),
  token.expiresAt === undefined ? 'never' : `${token.expiresAt}${token.isExpired ? ' (expired)' : ''}`,
  token.allowedNetworks.join(' ') || 'any',
]

const summary = (token: TokenView) => ({
  hint: token.hint,
  createdAt: token.createdAt,
  createdBy: token.createdBy,
  lastUsedAt: token.lastUsedAt ?? null,
  lastUsedFrom: token.lastUsedFrom ?? null,
  expiresAt: token.expiresAt ?? null,
  isExpired: token.isExpired,
  allowedNetworks: token.allowedNetworks,
})

async function revoke(wanted: string, hint: string): Promise<void> {
  const { revokeToken } = await services()
  const idp = await findByName(wanted)
  const [token, ...others] = idp.tokens.filter((each) => each.hint === hint.trim())
  if (!token || others.length > 0) {
    throw new AppError('not-found', `No single token of ${idp.name} ends in "${hint}"; token list shows them.`)
  }
  await revokeToken(idp.id, token.id, hint, operator())
  remark(`The token that ended in ${token.hint} no longer works. It was last used: ${token.lastUsedAt ?? 'never'}.`)
}
