import { store } from '#db/index.ts'
import { findIdp } from '#db/queries/idps.ts'
import {
  findListedSession,
  listUnended,
  listUserSessionPage,
  type ListedSession,
} from '#db/queries/list-user-sessions.ts'
import type { ListQuery } from '#db/queries/list.ts'
import { endUserSessions } from '#db/queries/user-sessions.ts'
import type { Writer } from '#db/store.ts'
import { AppError } from '#lib/errors.ts'
import { fold } from '#lib/scim/fold.ts'
import type { Actor } from '../actor.ts'
import { appendAudit } from '../audit.ts'
import { deviceOf } from '../session-device.ts'
import { openBounds } from './open-sessions.ts'

/** Sessions a turn ends: a few milliseconds of the write lane. */
const AT_ONCE = 500
/** Sessions that match and are ended together. */
const MOST = 10_000

/** Somebody who signs in at an IdP: with the id of the users table where there is one. */
export type SessionUser = { idpId: string; userId: string | null; userName: string }

/** Ends one session, at once. @throws AppError `not-found` when it is over already. */
export async function revokeUserSession(id: string, actor: Actor): Promise<void> {
  if ((await revokeUserSessions([id], actor)) === 0) throw new AppError('not-found', 'This session is over already.')
}

/** Ends these sessions, each with its audit row; answers how many were open. */
export async function revokeUserSessions(ids: readonly string[], actor: Actor): Promise<number> {
  let revoked = 0
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const some = ids.slice(start, start + AT_ONCE)
    revoked += await store().write(async (tx) => {
      const now = new Date()
      const bounds = await openBounds(tx, now)
      const open: ListedSession[] = []
      for (const id of some) {
        const session = await findListedSession(tx, id, bounds)
        if (session?.state === 'open') open.push(session)
      }
      const ended = new Set(await endUserSessions(tx, idsOf(open), { at: now, reason: 'revoked' }))
      for (const session of open.filter(({ id }) => ended.has(id))) await auditSession(tx, actor, session)
      return ended.size
    })
  }
  return revoked
}

/** Ends the open sessions that match. @throws AppError `invalid` when more than 10,000 do. */
export async function revokeMatchingSessions(
  query: Pick<ListQuery, 'filters' | 'range'>,
  actor: Actor,
): Promise<number> {
  const q = store().report
  const state = query.filters['state'] ?? ['open']
  if (!state.includes('open')) return 0
  const { rows, hasMore } = await listUserSessionPage(
    q,
    { filters: { ...query.filters, state: ['open'] }, range: query.range, page: 1, size: MOST, sort: [] },
    await openBounds(q, new Date()),
  )
  if (hasMore) {
    throw new AppError('invalid', 'More than 10,000 sessions match. Narrow the filters, or revoke all of one IdP.')
  }
  return revokeUserSessions(idsOf(rows), actor)
}

/** Ends every session of a user; answers how many were open. */
export async function revokeSessionsOfUser(user: SessionUser, actor: Actor): Promise<number> {
  const { idpId, userId, userName } = user
  const owner = { idpId, userId: userId ?? undefined, userNameKey: fold(userName) }
  return store().write(async (tx) => {
    const now = new Date()
    const open = await endAll(tx, await listUnended(tx, owner, await openBounds(tx, now), MOST), now)
    const target = { type: 'user', id: userId ?? userName, name: userName }
    await appendAudit(tx, actor, {
      action: 'user-session.revoke',
      target,
      before: { sessions: open },
      after: { sessions: 0 },
    })
    return open
  })
}

/** Ends every session of an IdP, some a turn; answers how many were open. */
export async function revokeSessionsOfIdp(idpId: string, actor: Actor): Promise<number> {
  const idp = await findIdp(store().read, idpId)
  if (!idp) throw new AppError('not-found', 'This IdP configuration does not exist any more.')
  const target = { type: 'idp', id: idpId, name: idp.name }
  let revoked = 0
  for (;;) {
    const { open, all } = await store().write(async (tx) => {
      const now = new Date()
      const unended = await listUnended(tx, { idpId }, await openBounds(tx, now), AT_ONCE)
      const count = await endAll(tx, unended, now)
      const difference = { before: { sessions: count }, after: { sessions: 0 } }
      if (unended.length > 0) await appendAudit(tx, actor, { action: 'user-session.revoke', target, ...difference })
      return { open: count, all: unended.length }
    })
    revoked += open
    if (all < AT_ONCE) return revoked
  }
}

/** Those that idle too long too: a longer Authentication Frequency would open them again. Answers how many were open. */
async function endAll(tx: Writer, sessions: readonly ListedSession[], now: Date): Promise<number> {
  await endUserSessions(tx, idsOf(sessions), { at: now, reason: 'revoked' })
  return sessions.filter(({ state }) => state === 'open').length
}

const idsOf = (sessions: readonly ListedSession[]): string[] => sessions.map(({ id }) => id)

const auditSession = (tx: Writer, actor: Actor, session: ListedSession): Promise<void> =>
  appendAudit(tx, actor, {
    action: 'user-session.revoke',
    target: { type: 'user-session', id: session.id, name: session.userName },
    before: { client: deviceOf(session.userAgent), address: session.address, signedInAt: session.createdAt },
  })
