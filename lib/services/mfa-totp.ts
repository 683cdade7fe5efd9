import { toString as toQrCode } from 'qrcode'
import { store } from '#db/index.ts'
import { deleteTotpFactor, findTotpFactor, insertTotpFactor } from '#db/queries/administrators-second-factors.ts'
import { lockAdministrator } from '#db/queries/administrators.ts'
import { findOrganisation } from '#db/queries/organisations.ts'
import { deleteSessionsOf } from '#db/queries/sessions.ts'
import { openChallenge, sealChallenge } from '#lib/auth/challenge.ts'
import { seal } from '#lib/auth/seal.ts'
import { matchTotp, newTotpSecret, totpUri } from '#lib/auth/totp.ts'
import { AppError } from '#lib/errors.ts'
import type { Actor } from './actor.ts'
import { appendAudit } from './audit.ts'
import { requireFactorLeft } from './mfa-policy.ts'
import { ensureRecoveryCodes } from './mfa-recovery-codes.ts'
import type { Session } from './sign-in-sessions.ts'

export type TotpOffer = {
  /** For typing where there is no camera: Base32 in groups of four. */
  readonly secret: string
  /** An SVG picture of the same, as a `data:` address. */
  readonly qrCode: string
  /** Comes back with the first code. Nothing is stored until then. */
  readonly sealed: string
}

/** A new secret for an authenticator app. */
export async function beginTotp(session: Session): Promise<TotpOffer> {
  const { id, email } = session.administrator
  const secret = newTotpSecret()
  const organisation = await findOrganisation(store().read)
  const uri = totpUri(secret, { email, issuer: organisation ? `Rollcall ${organisation.name}` : 'Rollcall' })
  const svg = await toQrCode(uri, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 })
  return {
    secret: secret.replaceAll(/.{4}(?=.)/g, '$& '),
    qrCode: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`,
    sealed: sealChallenge('totp-add', { administratorId: id, memory: secret }).sealed,
  }
}

/**
 * Turns the authenticator app on, once a first code proves that the secret arrived, and ends the administrator's other
 * sessions, which were opened without it.
 * @returns new recovery codes, to be shown once, unless there are some from before.
 * @throws AppError `invalid` (field `code`), `conflict` when one is on already.
 */
export async function addTotp(
  session: Session,
  answer: { sealed: string; code: string },
  actor: Actor,
): Promise<{ recoveryCodes: string[] | undefined }> {
  const { id, email } = session.administrator
  const offer = openChallenge(answer.sealed, 'totp-add')
  if (offer?.administratorId !== id || offer.memory === undefined) {
    throw new AppError('invalid', 'This took too long. Begin again with a new code to scan.')
  }
  const now = new Date()
  const step = matchTotp(offer.memory, answer.code, 0, now)
  if (step === undefined) {
    throw new AppError('invalid', 'This code is not right. Enter the one the app shows now; its clock must be right.', {
      field: 'code',
    })
  }
  const factor = { administratorId: id, sealedSecret: seal(offer.memory), createdAt: now, lastStep: step }
  return store().write(async (tx) => {
    await lockAdministrator(tx, id)
    if (!(await insertTotpFactor(tx, factor))) {
      throw new AppError('conflict', 'An authenticator app is set up already. Remove it first.')
    }
    const sessions = await deleteSessionsOf(tx, id, session.id)
    const recoveryCodes = await ensureRecoveryCodes(tx, id, now)
    await appendAudit(tx, actor, {
      action: 'second-factor.add',
      target: { type: 'administrator', id, name: email },
      after: { factor: 'authenticator app', otherSessionsEnded: sessions },
    })
    return { recoveryCodes }
  })
}

/** @throws AppError `not-found`, `conflict` when it is the last second factor of somebody who must have one. */
export async function removeTotp(session: Session, actor: Actor): Promise<void> {
  const { id, email } = session.administrator
  await store().write(async (tx) => {
    const current = await lockAdministrator(tx, id)
    if (!current || !(await deleteTotpFactor(tx, id))) {
      throw new AppError('not-found', 'There is no authenticator app to remove.')
    }
    await requireFactorLeft(tx, current)
    await appendAudit(tx, actor, {
      action: 'second-factor.remove',
      target: { type: 'administrator', id, name: email },
      before: { factor: 'authenticator app' },
    })
  })
}

/** When the authenticator app was set up, ISO 8601; undefined without one. */
export async function findTotpSince(administratorId: string): Promise<string | undefined> {
  return (await findTotpFactor(store().read, administratorId))?.createdAt.toISOString()
}
