import { newId } from '#db/ids.ts'
import { store } from '#db/index.ts'
import { insertToken, revokeTokens } from '#db/queries/idp-tokens.ts'
import type { IdpRow } from '#db/queries/idps.ts'
import { newScimToken } from '#lib/auth/secrets.ts'
import type { Actor } from '../actor.ts'
import { appendAudit, type AuditEntry } from '../audit.ts'
import { getUserIdp, targetOf } from './tokens.ts'

/** What such a token is for, and how long it works should nobody come to revoke it, in ms. */
const lifetimes = { try: 2 * 60_000, send: 12 * 3_600_000 }

export type LentToken = { idp: IdpRow; token: string }

/**
 * Does `work` with a bearer token of the IdP that is made for it and revoked when it is over. It counts as none of the two
 * that the IdP may have. `begun` and `ended` are what the audit log says of it.
 *
 * @throws AppError `not-found`, `invalid`
 */
export async function withTemporaryToken<T>(
  idpId: string,
  kind: keyof typeof lifetimes,
  actor: Actor,
  audit: {
    begun: Pick<AuditEntry, 'action' | 'after'>
    ended?: Pick<AuditEntry, 'action'>
  },
  work: (lent: LentToken) => Promise<T>,
): Promise<T> {
  const { token, hash, hint } = newScimToken()
  const createdAt = new Date()
  const id = newId(createdAt)
  const expiresAt = new Date(createdAt.getTime() + lifetimes[kind])
  const idp = await store().write(async (tx) => {
    const found = await getUserIdp(tx, idpId)
    await insertToken(tx, {
      id,
      idpId,
      kind,
      hash,
      hint,
      state: 'live',
      createdAt,
      createdBy: actor.name,
      expiresAt,
    })
    const { action, after } = audit.begun
    await appendAudit(tx, actor, { action, target: targetOf(found), after: { kind, hint, expiresAt, ...after } })
    return found
  })
  try {
    return await work({ idp, token })
  } finally {
    await store().write(async (tx) => {
      await revokeTokens(tx, [id], new Date())
      if (audit.ended) {
        await appendAudit(tx, actor, { ...audit.ended, target: targetOf(idp), before: { kind, hint } })
      }
    })
  }
}
