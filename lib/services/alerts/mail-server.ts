import { store } from '#db/index.ts'
import { findSmtpSettings, putSmtpSettings, type SmtpSettingsRow } from '#db/queries/alert-destinations.ts'
import { lockOrganisation } from '#db/queries/organisations.ts'
import type { Reader } from '#db/store.ts'
import { seal } from '#lib/auth/seal.ts'
import { env } from '#lib/env.ts'
import { AppError } from '#lib/errors.ts'
import type { Actor } from '../actor.ts'
import { appendAudit } from '../audit.ts'
import { changedMeanwhile } from '../edit-conflict.ts'
import { isEmailAddress } from './destination-entry.ts'

/** The mail server as a form has it. `password`: empty keeps the one that is stored, which is never shown. */
export type MailServerEntry = {
  readonly host: string
  readonly port: number
  readonly security: 'tls' | 'starttls' | 'none'
  readonly user: string
  readonly password: string
  readonly sender: string
}

/** `version`: 0 as long as nobody has saved it. */
export type MailServerView = Omit<MailServerEntry, 'password'> & { hasPassword: boolean; version: number }

const defaults = { host: '', port: 587, security: 'starttls', user: '', sender: '' } as const

export async function readMailServer(q: Reader): Promise<MailServerView> {
  const row = await findSmtpSettings(q)
  return row ? viewOf(row) : { ...defaults, hasPassword: false, version: 0 }
}

/** Throws `AppError` `changed`, and `invalid` at the field that is wrong. */
export async function changeMailServer(
  given: MailServerEntry,
  seen: { version: number; opened: MailServerEntry },
  actor: Actor,
): Promise<void> {
  const { password, ...entry } = readEntry(given)
  const sealed = password === '' ? undefined : seal(password)
  await store().write(async (tx) => {
    const { id } = await lockOrganisation(tx)
    const row = await findSmtpSettings(tx)
    const before = row ? viewOf(row) : { ...defaults, hasPassword: false, version: 0 }
    const { version, hasPassword, ...theirs } = before
    if (version !== seen.version) {
      const thing = { ...target, version, updatedAt: row?.updatedAt ?? new Date() }
      const { password: _password, ...opened } = seen.opened
      throw await changedMeanwhile(tx, actor, thing, { opened, theirs, mine: entry })
    }
    // The stored password was entered for that server and that user: no other is given it.
    const isSame = theirs.host === entry.host && theirs.user === entry.user
    const sealedPassword = entry.user === '' ? null : (sealed ?? (isSame ? (row?.sealedPassword ?? null) : null))
    if (entry.user !== '' && sealedPassword === null) {
      throw wrong(
        'password',
        'Password: enter that of the user. A stored one is used for its own server and user only.',
      )
    }
    await putSmtpSettings(tx, { id, ...entry, sealedPassword, version: version + 1, updatedAt: new Date() })
    await appendAudit(tx, actor, {
      action: 'setting.update',
      target,
      before: { ...theirs, hasPassword },
      after: { ...entry, hasPassword: sealedPassword !== null, ...(sealed ? { isPasswordNew: true } : {}) },
    })
  })
}

const viewOf = ({ host, port, security, user, sender, sealedPassword, version }: SmtpSettingsRow): MailServerView => ({
  host,
  port,
  security,
  user,
  sender,
  hasPassword: sealedPassword !== null,
  version,
})

/** Where mail is submitted and relayed; on others something that is no mail server might listen. */
const MAIL_PORTS = [25, 465, 587, 2525]

function readEntry(given: MailServerEntry): MailServerEntry {
  const host = given.host.trim().toLowerCase()
  const user = given.user.trim()
  const sender = given.sender.trim()
  const { port, security, password } = given
  if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$|^\[?[0-9a-f:.]+\]?$/.test(host) || host.length > 253) {
    throw wrong('host', 'Host: enter the name of the mail server, such as smtp.example.com.')
  }
  const { allowedHosts } = env()
  const isAllowed = allowedHosts.includes(host) || allowedHosts.includes(`${host}:${port}`)
  if (!Number.isInteger(port) || port < 1 || port > 65_535 || (!MAIL_PORTS.includes(port) && !isAllowed)) {
    throw wrong(
      'port',
      `Port: enter ${MAIL_PORTS.slice(0, -1).join(', ')} or ${MAIL_PORTS.at(-1)}. For another one ROLLCALL_ALLOWED_HOSTS must name the host.`,
    )
  }
  if (user.length > 256 || password.length > 1_024) throw wrong('user', 'User: up to 256 characters are accepted.')
  if (user !== '' && security === 'none') {
    throw wrong(
      'security',
      'Security: without TLS everybody on the way could read the password. Choose TLS or STARTTLS.',
    )
  }
  if (!isEmailAddress(sender)) throw wrong('sender', 'Sender: enter an e-mail address, such as rollcall@example.com.')
  return { host: host.replace(/[[\]]/g, ''), port, security, user, password, sender }
}

const wrong = (field: keyof MailServerEntry, message: string) => new AppError('invalid', message, { field })

const target = { type: 'mail-server', id: 'mail-server', name: 'Mail Server' }
