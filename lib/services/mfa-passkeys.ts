import { generateRegistrationOptions, verifyRegistrationResponse } from '@simplewebauthn/server'
import type { PublicKeyCredentialCreationOptionsJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { isIP } from 'node:net'
import { isConflict } from '#db/dialect.ts'
import { store } from '#db/index.ts'
import {
  deletePasskey,
  findPasskey,
  hasPasskeys,
  insertPasskey,
  listPasskeys,
  renamePasskey as storePasskeyName,
} from '#db/queries/administrators-second-factors.ts'
import { lockAdministrator } from '#db/queries/administrators.ts'
import { deleteSessionsOf, spendChallenge } from '#db/queries/sessions.ts'
import { openChallenge, sealChallenge } from '#lib/auth/challenge.ts'
import { sha256Hex } from '#lib/auth/secrets.ts'
import { env } from '#lib/env.ts'
import { AppError } from '#lib/errors.ts'
import type { Actor } from './actor.ts'
import { appendAudit } from './audit.ts'
import { requireFactorLeft } from './mfa-policy.ts'
import { ensureRecoveryCodes } from './mfa-recovery-codes.ts'
import type { Session } from './sign-in-sessions.ts'

/** What passkeys are bound to: the host of `ROLLCALL_URL` (WebAuthn's relying party id). */
export const relyingPartyId = (): string => new URL(env().url).hostname

/** Why no passkey can be made here, or undefined. Browsers bind them to names, never to addresses. */
export function passkeyObstacle(): string | undefined {
  const { protocol, hostname } = new URL(env().url)
  if (isIP(hostname.replaceAll(/[[\]]/g, '')) !== 0)
    return `Passkeys are bound to a host name, and Rollcall’s address is ${env().url}. Set ROLLCALL_URL to a name.`
  if (protocol !== 'https:' && hostname !== 'localhost' && !hostname.endsWith('.localhost'))
    return 'Passkeys need https, and Rollcall’s address begins with http. Put Rollcall behind TLS.'
  return undefined
}

/** Whether the sign-in page offers passkeys: somebody has one, and browsers can use it at this address. */
export const canUsePasskeys = async (): Promise<boolean> =>
  passkeyObstacle() === undefined && (await hasPasskeys(store().read))

export type PasskeyView = {
  readonly id: string
  readonly name: string
  readonly createdAt: string
  readonly lastUsedAt: string | undefined
}

export async function listOwnPasskeys(administratorId: string): Promise<PasskeyView[]> {
  return (await listPasskeys(store().read, administratorId)).map(({ id, name, createdAt, lastUsedAt }) => ({
    id,
    name,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString(),
  }))
}

/** What the browser asks an authenticator for. `sealed` goes into its cookie, and comes back with the answer. */
export async function beginPasskey(
  session: Session,
): Promise<{ options: PublicKeyCredentialCreationOptionsJSON; sealed: string }> {
  const { id, email, name } = session.administrator
  const { challenge, sealed } = sealChallenge('passkey-add', { administratorId: id, memory: session.id })
  const options = await generateRegistrationOptions({
    rpName: 'Rollcall',
    rpID: relyingPartyId(),
    userID: new TextEncoder().encode(id),
    userName: email,
    userDisplayName: name || email,
    challenge: Buffer.from(challenge.nonce, 'base64url'),
    excludeCredentials: (await listPasskeys(store().read, id)).map((each) => ({
      id: each.id,
      transports: transportsIn(each.transports),
    })),
    // Found without typing an address first, and opened by a finger, a face or a PIN: two factors in one.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  return { options, sealed }
}

/**
 * Keeps the passkey that a browser made, and ends the administrator's other sessions.
 * @returns new recovery codes when these are the first second factor, to be shown once.
 * @throws AppError `invalid` when the answer does not fit what was asked, `conflict` for a passkey that is known.
 */
export async function addPasskey(
  session: Session,
  sealed: string | undefined,
  answer: { name: string; response: RegistrationResponseJSON },
  actor: Actor,
): Promise<{ recoveryCodes: string[] | undefined }> {
  const { id: administratorId, email } = session.administrator
  const name = readName(answer.name)
  const challenge = openChallenge(sealed, 'passkey-add')
  if (challenge?.administratorId !== administratorId || challenge.memory !== session.id) throw notAccepted()
  const credential = await verify(answer.response, challenge.nonce)
  const now = new Date()
  try {
    return await store().write(async (tx) => {
      if (!(await lockAdministrator(tx, administratorId))) throw notAccepted()
      const spent = { id: sha256Hex(challenge.nonce), expiresAt: challenge.expiresAt }
      if (!(await spendChallenge(tx, spent, now))) throw notAccepted()
      await insertPasskey(tx, {
        id: credential.id,
        administratorId,
        name,
        publicKey: Buffer.from(credential.publicKey).toString('base64url'),
        counter: credential.counter,
        transports: JSON.stringify(credential.transports ?? []),
        createdAt: now,
        lastUsedAt: null,
      })
      const sessions = await deleteSessionsOf(tx, administratorId, session.id)
      const recoveryCodes = await ensureRecoveryCodes(tx, administratorId, now)
      await appendAudit(tx, actor, {
        action: 'passkey.add',
        target: { type: 'administrator', id: administratorId, name: email },
        after: { name, otherSessionsEnded: sessions },
      })
      return { recoveryCodes }
    })
  } catch (error) {
    if (!isConflict(error)) throw error
    throw new AppError('conflict', 'This passkey is registered already.', { cause: error })
  }
}

/**
 * Gives one of the administrator's own passkeys another name. It opens the same things as before, so who they are need
 * not be proved again.
 * @throws AppError `not-found`, `invalid` for a name that says nothing.
 */
export async function renamePasskey(
  session: Session,
  change: { id: string; name: string },
  actor: Actor,
): Promise<void> {
  const { administrator } = session
  const name = readName(change.name)
  await store().write(async (tx) => {
    await lockAdministrator(tx, administrator.id)
    const current = await findPasskey(tx, change.id)
    if (current?.administratorId !== administrator.id) throw gone()
    await storePasskeyName(tx, current.id, name)
    await appendAudit(tx, actor, {
      action: 'passkey.update',
      target: { type: 'administrator', id: administrator.id, name: administrator.email },
      before: { name: current.name },
      after: { name },
    })
  })
}

/** @throws AppError `not-found`, `conflict` when it is the last second factor of somebody who must have one. */
export async function removePasskey(session: Session, id: string, actor: Actor): Promise<void> {
  const { administrator } = session
  await store().write(async (tx) => {
    const current = await lockAdministrator(tx, administrator.id)
    const removed = await deletePasskey(tx, administrator.id, id)
    if (!current || !removed) throw gone()
    await requireFactorLeft(tx, current)
    await appendAudit(tx, actor, {
      action: 'passkey.remove',
      target: { type: 'administrator', id: administrator.id, name: administrator.email },
      before: { name: removed.name },
    })
  })
}

async function verify(response: RegistrationResponseJSON, nonce: string) {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: nonce,
      expectedOrigin: env().url,
      expectedRPID: relyingPartyId(),
      requireUserVerification: true,
    })
    if (verified) return registrationInfo.credential
  } catch (error) {
    throw notAccepted(error)
  }
  throw notAccepted()
}

const gone = () => new AppError('not-found', 'This passkey was removed already.')

const notAccepted = (cause?: unknown) =>
  new AppError('invalid', 'This passkey was not accepted. Begin again, on Rollcall’s own address.', { cause })

function readName(text: string): string {
  const name = text.trim().normalize('NFC')
  const refuse = (message: string) => new AppError('invalid', message, { field: 'name' })
  if (name === '') throw refuse('Give the passkey a name, such as the device it is on.')
  if (name.length > 60) throw refuse('The name may have 60 characters at most.')
  if (!name.isWellFormed() || /\p{Cc}/u.test(name)) throw refuse('The name contains control characters.')
  return name
}

/** What `insertPasskey` stored. */
export const transportsIn = (json: string): string[] => (JSON.parse(json) as unknown[]).map(String)
