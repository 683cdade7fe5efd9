import { store } from '#db/index.ts'
import { newId } from '#db/ids.ts'
import {
  deletePendingTokensBefore,
  deleteTokens,
  findPendingToken,
  hasPendingTokensBefore,
  insertToken,
  listLiveTokens,
} from '#db/queries/idp-tokens.ts'
import { findIdp, type IdpRow } from '#db/queries/idps.ts'
import { lockOrganisation } from '#db/queries/organisations.ts'
import type { Writer } from '#db/store.ts'
import { newScimToken } from '#lib/auth/secrets.ts'
import { AppError } from '#lib/errors.ts'
import type { Actor } from '../actor.ts'
import { appendAudit } from '../audit.ts'

/** `token` is in clear: show it once and forget it. */
export type GeneratedToken = { id: string; token: string; hint: string }

/** A token that opens nothing until a form that names it is saved (`changeIdp` with `pendingTokenId`). */
export async function generateToken(idpId: string, actor: Actor): Promise<GeneratedToken> {
  const { token, hash, hint } = newScimToken()
  const createdAt = new Date()
  const id = newId(createdAt)
  await store().write(async (tx) => {
    const idp = await getUserIdp(tx, idpId)
    await insertToken(tx, { id, idpId, hash, hint, state: 'pending', createdAt, createdBy: actor.name })
    await appendAudit(tx, actor, {
      action: 'token.generate',
      target: { type: 'idp', id: idpId, name: idp.name },
      after: { hint, state: 'pending' },
    })
  })
  return { id, token, hint }
}

/** Forgets a token that was generated and not saved. Silent when there is no such token. */
export async function discardToken(idpId: string, tokenId: string, actor: Actor): Promise<void> {
  await store().write(async (tx) => {
    const pending = await findPendingToken(tx, idpId, tokenId)
    if (!pending) return
    await deleteTokens(tx, [tokenId])
    const name = (await findIdp(tx, idpId))?.name ?? idpId
    await appendAudit(tx, actor, {
      action: 'token.discard',
      target: { type: 'idp', id: idpId, name },
      before: { hint: pending.hint },
    })
  })
}

/** Replaces the live token at once: the one before is dead when this returns. For the command line. */
export async function rotateToken(idpId: string, actor: Actor): Promise<GeneratedToken> {
  const { token, hash, hint } = newScimToken()
  const createdAt = new Date()
  const id = newId(createdAt)
  await store().write(async (tx) => {
    await lockOrganisation(tx)
    const idp = await getUserIdp(tx, idpId)
    const replaced = await listLiveTokens(tx, idpId)
    const ids = replaced.map((each) => each.id)
    await deleteTokens(tx, ids)
    await insertToken(tx, { id, idpId, hash, hint, state: 'live', createdAt, createdBy: actor.name })
    await appendAudit(tx, actor, {
      action: 'token.rotate',
      target: { type: 'idp', id: idpId, name: idp.name },
      before: { hints: replaced.map((each) => each.hint) },
      after: { hints: [hint] },
    })
  })
  return { id, token, hint }
}

const pendingMs = 86_400_000

/** Deletes the tokens that no form saved within a day. Answers how many. */
export async function sweepPendingTokens(now: Date = new Date()): Promise<number> {
  const before = new Date(now.getTime() - pendingMs)
  if (!(await hasPendingTokensBefore(store().read, before))) return 0
  return store().write((tx) => deletePendingTokensBefore(tx, before))
}

async function getUserIdp(tx: Writer, idpId: string): Promise<IdpRow> {
  const idp = await findIdp(tx, idpId)
  if (!idp) throw new AppError('not-found', 'This IdP configuration does not exist any more.')
  if (idp.singleSignOn === 'admin') {
    throw new AppError(
      'invalid',
      'Bearer tokens are for IdPs with User single sign-on: SCIM is not available for Admin.',
      {
        field: 'token',
      },
    )
  }
  return idp
}
