import { store } from '#db/index.ts'
import { newId } from '#db/ids.ts'
import {
  deleteStaleTokens,
  deleteTokens,
  findPendingToken,
  hasStaleTokens,
  insertToken,
  listLiveTokens,
  revokeTokens,
  updateToken,
  type LiveToken,
} from '#db/queries/idp-tokens.ts'
import { findIdp, type IdpRow } from '#db/queries/idps.ts'
import { lockOrganisation } from '#db/queries/organisations.ts'
import type { Reader, Writer } from '#db/store.ts'
import { newScimToken } from '#lib/auth/secrets.ts'
import { AppError } from '#lib/errors.ts'
import type { Actor } from '../actor.ts'
import { appendAudit } from '../audit.ts'
import { edited } from '../configuration/index.ts'
import { noLimits, readLimits, type TokenLimits } from './token-limits.ts'

/** Tokens of one IdP that work at the same time: the one in the IdP, and the one that takes its place. */
export const maximumTokens = 2
const inUseMs = 3_600_000

/** A token that was used within the last hour: whoever revokes it types its hint. */
export const isInUse = ({ lastUsedAt }: Pick<LiveToken, 'lastUsedAt'>, now: Date): boolean =>
  lastUsedAt !== null && now.getTime() - lastUsedAt.getTime() < inUseMs

/** `token` is in clear: show it once and forget it. */
export type GeneratedToken = { id: string; token: string; hint: string }

/** A token that opens nothing until a form that names it is saved (`changeIdp` with `pendingTokenId`). */
export async function generateToken(
  idpId: string,
  actor: Actor,
  kind: 'bearer' | 'secret' = 'bearer',
): Promise<GeneratedToken> {
  const { token, hash, hint } = newScimToken()
  const createdAt = new Date()
  const id = newId(createdAt)
  await store().write(async (tx) => {
    const idp = await getUserIdp(tx, idpId)
    requireRoom(await listWorkingTokens(tx, idpId, kind, createdAt))
    await insertToken(tx, { id, idpId, kind, hash, hint, state: 'pending', createdAt, createdBy: actor.name })
    await appendAudit(tx, actor, {
      action: 'token.generate',
      target: targetOf(idp),
      after: { kind, hint, state: 'pending' },
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
    const name = (await findIdp(await edited(tx), idpId))?.name ?? idpId
    await appendAudit(tx, actor, {
      action: 'token.discard',
      target: { type: 'idp', id: idpId, name },
      before: { hint: pending.hint },
    })
  })
}

/**
 * Makes a pending token live, beside the one there is; part of `changeIdp`. Throws `AppError` `conflict` when two others
 * work already, and when it has lapsed.
 */
export async function activateToken(
  tx: Writer,
  idp: { id: string; name: string },
  tokenId: string,
  limits: TokenLimits,
  now: Date,
  actor: Actor,
): Promise<void> {
  const pending = await findPendingToken(tx, idp.id, tokenId)
  if (!pending) {
    throw new AppError('conflict', 'The generated token has lapsed. Generate a new one, then save.', { field: 'token' })
  }
  const working = await listWorkingTokens(tx, idp.id, pending.kind, now)
  requireRoom(working)
  const columns = readLimits(limits, now)
  await updateToken(tx, tokenId, { state: 'live', ...columns })
  await appendAudit(tx, actor, {
    action: 'token.save',
    target: targetOf(idp),
    before: { hints: hints(working) },
    after: { kind: pending.kind, hints: [...hints(working), pending.hint], ...columns },
  })
}

/**
 * A new token, live at once. The one before keeps working until it is revoked, so that nothing is refused meanwhile;
 * with `revokesOthers` it is dead when this returns. For the command line.
 */
export async function rotateToken(
  idpId: string,
  actor: Actor,
  options: { revokesOthers?: boolean; limits?: TokenLimits } = {},
): Promise<GeneratedToken> {
  const { token, hash, hint } = newScimToken()
  const createdAt = new Date()
  const columns = readLimits(options.limits ?? noLimits, createdAt)
  const id = newId(createdAt)
  await store().write(async (tx) => {
    await lockOrganisation(tx)
    const idp = await getUserIdp(tx, idpId)
    const before = (await listLiveTokens(tx, idpId)).filter((each) => each.kind === 'bearer')
    const kept = options.revokesOthers ? [] : before.filter((each) => isWorking(each, createdAt))
    requireRoom(kept)
    if (options.revokesOthers) await revokeTokens(tx, ids(before), createdAt)
    await insertToken(tx, { id, idpId, hash, hint, state: 'live', createdAt, createdBy: actor.name, ...columns })
    await appendAudit(tx, actor, {
      action: 'token.rotate',
      target: targetOf(idp),
      before: { hints: hints(before) },
      after: { hints: [...hints(kept), hint], ...columns },
    })
  })
  return { id, token, hint }
}

/**
 * Revokes a live token: it is dead when this returns, whatever a form has open. One that was used within the last hour
 * takes its hint, typed. Silent when it is not live any more.
 */
export async function revokeToken(
  idpId: string,
  tokenId: string,
  typedHint: string | undefined,
  actor: Actor,
  now: Date = new Date(),
): Promise<void> {
  await store().write(async (tx) => {
    await lockOrganisation(tx)
    const { idp, token } = await findOwnToken(tx, idpId, tokenId)
    if (!token) return
    if (isInUse(token, now) && typedHint?.trim() !== token.hint) {
      throw new AppError(
        'invalid',
        `The token ending in ${token.hint} was used within the last hour. Type these four characters to delete it all the same.`,
        { field: 'typedHint' },
      )
    }
    await revokeTokens(tx, [tokenId], now)
    await appendAudit(tx, actor, {
      action: 'token.revoke',
      target: targetOf(idp),
      before: { kind: token.kind, hint: token.hint, lastUsedAt: token.lastUsedAt, createdBy: token.createdBy },
    })
  })
}

/** What of a live token changes; without `expires` it expires when it did. */
export type TokenChange = { expires?: TokenLimits['expires']; allowedNetworks: string[] }

/** Changes when a live token expires and where it is accepted from, at once. Throws `AppError` `not-found`, `invalid`. */
export async function limitToken(idpId: string, tokenId: string, limits: TokenChange, actor: Actor): Promise<void> {
  const now = new Date()
  await store().write(async (tx) => {
    await lockOrganisation(tx)
    const { idp, token } = await findOwnToken(tx, idpId, tokenId)
    if (!token) throw new AppError('not-found', 'This token does not work any more. Reload to see the ones that do.')
    const read = readLimits({ expires: 'never', ...limits }, now)
    const after = { ...read, expiresAt: limits.expires === undefined ? token.expiresAt : read.expiresAt }
    await updateToken(tx, tokenId, after)
    // An expired token that works again takes the place of one.
    if (!isWorking(token, now) && isWorking({ ...token, ...after }, now)) {
      requireRoom(await listWorkingTokens(tx, idpId, token.kind, now))
    }
    const { hint, expiresAt, allowedNetworks } = token
    await appendAudit(tx, actor, {
      action: 'token.update',
      target: targetOf(idp),
      before: { expiresAt, allowedNetworks },
      after: { hint, ...after },
    })
  })
}

const pendingMs = 86_400_000
const revokedMs = 90 * 86_400_000

/** Deletes the tokens that no form saved within a day, and those revoked 90 days ago. Answers how many. */
export async function sweepTokens(now: Date = new Date()): Promise<number> {
  const pendingBefore = new Date(now.getTime() - pendingMs)
  const revokedBefore = new Date(now.getTime() - revokedMs)
  if (!(await hasStaleTokens(store().read, pendingBefore, revokedBefore))) return 0
  return store().write((tx) => deleteStaleTokens(tx, pendingBefore, revokedBefore))
}

const isWorking = (token: LiveToken, now: Date) => token.expiresAt === null || token.expiresAt > now
const listWorkingTokens = async (q: Reader, idpId: string, kind: LiveToken['kind'], now: Date) =>
  (await listLiveTokens(q, idpId)).filter((token) => token.kind === kind && isWorking(token, now))
const hints = (tokens: readonly LiveToken[]) => tokens.map((token) => token.hint)
const ids = (tokens: readonly LiveToken[]) => tokens.map((token) => token.id)
/** What an audit row about a token of the IdP is about. */
export const targetOf = ({ id, name }: { id: string; name: string }) => ({ type: 'idp', id, name })

function requireRoom(working: readonly LiveToken[]): void {
  if (working.length < maximumTokens) return
  throw new AppError(
    'conflict',
    `Two ${working[0]?.kind === 'secret' ? 'secrets' : 'tokens'} work already, ending in ${hints(working).join(' and ')}. Delete the one that your IdP does not use, then generate a new one.`,
    { field: 'token' },
  )
}

async function findOwnToken(tx: Writer, idpId: string, tokenId: string) {
  const idp = await findIdp(await edited(tx), idpId)
  if (!idp) throw gone()
  return { idp, token: (await listLiveTokens(tx, idpId)).find((each) => each.id === tokenId) }
}

/** An IdP that may have tokens. Throws `AppError` `not-found`, and `invalid` for one that signs in administrators. */
export async function getUserIdp(tx: Writer, idpId: string): Promise<IdpRow> {
  const idp = await findIdp(await edited(tx), idpId)
  if (!idp) throw gone()
  if (idp.singleSignOn === 'admin') {
    throw new AppError(
      'invalid',
      'Bearer tokens are for IdPs with User single sign-on: SCIM is not available for Admin.',
      { field: 'token' },
    )
  }
  return idp
}

const gone = () => new AppError('not-found', 'This IdP configuration does not exist any more.')
