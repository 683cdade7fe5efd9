import { newId } from '#db/ids.ts'
import { store } from '#db/index.ts'
import { listFactorsOf } from '#db/queries/administrators-second-factors.ts'
import {
  deletePasswordLinksOf,
  findPasswordLink,
  insertAdministrator,
  insertPasswordLink,
  lockAdministrator,
  replacePasswordHash,
  takePasswordLink,
  type AdministratorRow,
  type PasswordLinkRow,
} from '#db/queries/administrators.ts'
import { deleteSessionsOf } from '#db/queries/sessions.ts'
import type { Writer } from '#db/store.ts'
import type { Caller } from '#lib/auth/caller.ts'
import { hashNewPassword } from '#lib/auth/passwords.ts'
import { randomSecret, sha256Hex } from '#lib/auth/secrets.ts'
import { env } from '#lib/env.ts'
import { AppError } from '#lib/errors.ts'
import { fold } from '#lib/scim/fold.ts'
import type { Actor } from './actor.ts'
import { orConflict, parseEmail, parseName } from './administrators.ts'
import { appendAudit } from './audit.ts'
import { mustUseSso } from './authentication-settings/enforcement.ts'
import { openSession } from './sign-in-sessions.ts'

const hour = 60 * 60_000

/** An invitation waits for somebody on leave; a reset is for now. */
const lifetimes = { invite: 7 * 24 * hour, reset: 24 * hour } as const

export type IssuedLink = {
  /** Shown once: the secret in it is stored as a hash only. */
  readonly url: string
  readonly expiresAt: string
}

export type Invitation = Pick<AdministratorRow, 'email' | 'name' | 'role' | 'scimManagement'>

/**
 * Adds an administrator who chooses their own password by a link.
 * @throws AppError `invalid` (field `email` or `name`), `conflict` (field `email`) when the address is taken.
 */
export async function inviteAdministrator(input: Invitation, actor: Actor): Promise<IssuedLink & { id: string }> {
  const email = parseEmail(input.email)
  const row: AdministratorRow = {
    id: newId(),
    email,
    emailKey: fold(email),
    name: parseName(input.name),
    passwordHash: '',
    role: input.role,
    scimManagement: input.role === 'owner' ? 'full' : input.scimManagement,
    isDisabled: false,
    createdAt: new Date(),
    lastSignInAt: null,
  }
  const { name, role, scimManagement } = row
  const link = await orConflict(
    store().write(async (tx) => {
      await insertAdministrator(tx, row)
      const issued = await issue(tx, row.id, 'invite')
      await appendAudit(tx, actor, {
        action: 'administrator.invite',
        target: { type: 'administrator', id: row.id, name: email },
        after: { email, name, role, scimManagement, linkExpiresAt: issued.expiresAt },
      })
      return issued
    }),
  )
  return { ...link, id: row.id }
}

/**
 * Makes a new link for an administrator: of the invitation, as long as it is open, else to reset the password. Older links
 * end. The password they have works until the link is used.
 */
export async function issuePasswordLink(
  id: string,
  actor: Actor,
): Promise<IssuedLink & { purpose: 'invite' | 'reset' }> {
  return store().write(async (tx) => {
    const administrator = await lockAdministrator(tx, id)
    if (!administrator) throw new AppError('not-found', 'This administrator does not exist any more.')
    if (administrator.isDisabled) throw new AppError('conflict', 'Enable the administrator first.')
    const purpose = administrator.passwordHash === '' ? 'invite' : 'reset'
    const link = await issue(tx, id, purpose)
    await appendAudit(tx, actor, {
      action: 'password-link.issue',
      target: { type: 'administrator', id, name: administrator.email },
      after: { purpose, expiresAt: link.expiresAt },
    })
    return { ...link, purpose }
  })
}

export type PasswordLinkState =
  { readonly state: 'good'; readonly purpose: 'invite' | 'reset'; readonly email: string } | { readonly state: 'ended' }

/** What a link is worth: used, expired, replaced, never there: nobody needs to know which. */
export async function checkPasswordLink(secret: string): Promise<PasswordLinkState> {
  const found = await findPasswordLink(store().read, sha256Hex(secret), new Date())
  if (!found || found.administrator.isDisabled) return { state: 'ended' }
  return { state: 'good', purpose: found.link.purpose, email: found.administrator.email }
}

/**
 * Uses a link up: the new password, and the end of every session.
 * @returns a session's reference, for the cookie; undefined for those who have a second factor, and sign in with it, and
 * for those who must use SSO.
 * @throws AppError `not-found` when the link is not good (any more), `invalid` (field `password`): then it still is.
 */
export async function redeemPasswordLink(
  secret: string,
  password: string,
  caller: Caller,
): Promise<string | undefined> {
  const id = sha256Hex(secret)
  // Before the slow hash, so that strangers cannot make us compute it.
  const found = await findPasswordLink(store().read, id, new Date())
  if (!found || found.administrator.isDisabled) throw linkEnded()
  const { administrator, link } = found
  const passwordHash = await hashNewPassword(password, [administrator.email, administrator.name])
  return store().write(async (tx) => {
    const current = await lockAdministrator(tx, administrator.id)
    if (!current || current.isDisabled || !(await takePasswordLink(tx, id, new Date()))) throw linkEnded()
    if (!(await replacePasswordHash(tx, current.id, current.passwordHash, passwordHash))) throw linkEnded()
    await deletePasswordLinksOf(tx, current.id)
    const sessions = await deleteSessionsOf(tx, current.id)
    await appendAudit(
      tx,
      { id: current.id, name: current.email, ...caller },
      {
        action: 'administrator.set-password',
        target: { type: 'administrator', id: current.id, name: current.email },
        after: { by: link.purpose === 'invite' ? 'invitation' : 'reset link', sessionsEnded: sessions },
      },
    )
    const has = (await listFactorsOf(tx, [current.id])).get(current.id)
    if (has?.totp || has?.passkeys || (await mustUseSso(tx, current.id))) return undefined
    return openSession(tx, { ...current, passwordHash }, caller, 'link')
  })
}

/** Its secret is in the fragment, which browsers never send to a server. */
async function issue(tx: Writer, administratorId: string, purpose: PasswordLinkRow['purpose']): Promise<IssuedLink> {
  const secret = randomSecret()
  const createdAt = new Date()
  const expiresAt = new Date(createdAt.getTime() + lifetimes[purpose])
  await deletePasswordLinksOf(tx, administratorId)
  await insertPasswordLink(tx, { id: sha256Hex(secret), administratorId, purpose, createdAt, expiresAt })
  return { url: `${env().url}/choose-password#${secret}`, expiresAt: expiresAt.toISOString() }
}

const linkEnded = () => new AppError('not-found', 'This link does not work any more.')
