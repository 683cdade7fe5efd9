import {
  countLosses,
  findLosses,
  forgetLoss,
  listActiveUsers,
  lockGuard,
  recordLosses,
  type GuardRow,
  type Loss,
} from '#db/queries/access-losses.ts'
import { countHeld, deleteHeld, findHeld, type HeldRow } from '#db/queries/held-deprovisionings.ts'
import { findGroupNames } from '#db/queries/groups.ts'
import { listMemberIds, listNestedGroups } from '#db/queries/members.ts'
import { getTotals } from '#db/queries/totals.ts'
import type { Writer } from '#db/store.ts'
import { forbidden } from '#lib/scim/errors.ts'
import { fold } from '#lib/scim/fold.ts'
import type { AdmittedCall } from './call.ts'
import { HeldError } from './held.ts'

// The mass-deprovision guard. Only requests that take access away come here, in their own turn, before they change
// anything of it: what is counted is what is applied. docs/decisions/0040 says why it is so.

/** Minutes that people who lost access count for. */
export const WINDOW_MINUTES = 60

/** A request that takes access away. `people`: the active users who would lose it. */
type Taking = Pick<HeldRow, 'kind' | 'entityType' | 'name'> & { id: string; people: readonly string[] }

type Named = { id: string; userName: string }

/** A user who is active is deactivated, or deleted. Answers notes for the log. As `guardLoss`. */
export const guardUser = (tx: Writer, call: AdmittedCall, kind: 'deactivate' | 'delete', user: Named) =>
  guardLoss(tx, call, { kind, entityType: 'User', id: user.id, name: user.userName, people: [user.id] })

/**
 * A group loses all its members, these: they are gone from it already, in this turn. Nothing is asked of a group that
 * keeps some, or that the IdP's exceptions name. Answers notes for the log. As `guardLoss`.
 */
export async function guardEmptied(
  tx: Writer,
  call: AdmittedCall,
  kind: 'empty' | 'delete',
  group: { id: string; displayName: string },
  removed: Iterable<string>,
): Promise<string[]> {
  const { idp } = call
  if (!idp.guardsDeprovisioning || isException(idp.guardExceptions, group.displayName)) return []
  const ids = [...removed]
  if (ids.length === 0) return []
  const people = await listActiveUsers(tx, idp.id, [...ids, ...(await membersBelow(tx, idp.id, ids))])
  return guardLoss(tx, call, { kind, entityType: 'Group', id: group.id, name: group.displayName, people })
}

/** The members of the groups among `ids`, at whatever depth, that are not among `ids` themselves. */
async function membersBelow(tx: Writer, idpId: string, ids: string[]): Promise<string[]> {
  const groups = await findGroupNames(tx, idpId, ids)
  if (groups.size === 0) return []
  const below = new Set<string>()
  for (const groupId of await listNestedGroups(tx, idpId, [...groups.keys()])) {
    for (const id of await listMemberIds(tx, idpId, groupId)) below.add(id)
  }
  for (const id of ids) below.delete(id)
  return [...below]
}

/** A user has access again. */
export async function guardReturned(tx: Writer, { idp }: AdmittedCall, userId: string): Promise<void> {
  if (idp.guardsDeprovisioning) await forgetLoss(tx, idp.id, userId)
}

/**
 * Counts who loses access, and lets it happen: up to so many within an hour, or on an administrator's word.
 *
 * @throws ScimError 503, a `HeldError`, when it would be too many; 403 when an administrator refused it
 */
async function guardLoss(tx: Writer, call: AdmittedCall, taking: Taking): Promise<string[]> {
  const { idp, at } = call
  if (!idp.guardsDeprovisioning || taking.people.length === 0) return []
  const guard = await lockGuard(tx, idp.id)
  const { id: entityId, kind } = taking
  const held = guard.isHolding ? await findHeld(tx, idp.id, entityId) : []
  if (held.some((row) => isRefused(row, at))) throw refusedByAdministrator(taking)
  const allowed = held.find((row) => row.kind === kind && row.decision === 'allowed')
  const allowedBy = allowed ? allowed.decidedBy : guard.allowedUntil && guard.allowedUntil > at ? guard.allowedBy : null
  if (allowedBy !== null) {
    if (held.length > 0) await deleteHeld(tx, idp.id, { entityId, kind })
    return [
      allowed
        ? `${allowedBy} allowed this request, which the mass-deprovision guard had held.`
        : `${allowedBy} allowed everything from this identity provider; the mass-deprovision guard did not count.`,
    ]
  }
  await countLoss(tx, call, taking, guard)
  if (held.length > 0) await deleteHeld(tx, idp.id, { entityId, kind })
  return []
}

async function countLoss(tx: Writer, { idp, at }: AdmittedCall, taking: Taking, guard: GuardRow): Promise<void> {
  const minute = minuteAt(at)
  const since = minute - WINDOW_MINUTES
  const known = await findLosses(tx, idp.id, taking.people, since)
  const added = taking.people.length - known.size
  const { people: lost, departed } = await countLosses(tx, idp.id, since)
  const waiting = guard.isHolding ? await countHeld(tx, idp.id, { entityId: taking.id, kind: taking.kind }) : NONE
  if (added > 0) {
    const active = (await getTotals(tx, idp.id)).activeUsers + departed
    const most = mostLosses(idp, active)
    const isFull = guard.isFull && waiting.undecided > 0
    if (isFull || lost + waiting.people + added > most) {
      throw new HeldError(
        { ...taking, people: added },
        { lost, waiting: isFull ? undefined : waiting.people, active, most },
      )
    }
  }
  const loss: Loss = { minute, isDeparted: taking.entityType === 'User' }
  await recordLosses(tx, idp.id, taking.people, loss, known)
}

const NONE = { people: 0, undecided: 0 }

/** How many of so many active users may lose access within an hour. */
export const mostLosses = (idp: { guardPercent: number; guardMinimum: number }, activeUsers: number): number =>
  Math.max(idp.guardMinimum, Math.floor((activeUsers * idp.guardPercent) / 100))

/** Counted from 1970. */
export const minuteAt = (at: Date): number => Math.floor(at.getTime() / 60_000)

const isException = (lines: string, displayName: string): boolean =>
  lines !== '' && lines.split('\n').some((name) => fold(name) === fold(displayName))

/** Whether an administrator's refusal stands: of the same user or group, whatever is asked of it now. */
const isRefused = ({ decision, decidedUntil }: HeldRow, at: Date): boolean =>
  decision === 'refused' && decidedUntil !== null && decidedUntil > at

const refusedByAdministrator = ({ people, entityType }: Taking) =>
  forbidden(
    `An administrator of Rollcall refused this: it would take access from ${countOf(people.length)} · put the ${entityType.toLowerCase()} right in the identity provider, or have an administrator allow it under Held Requests of this identity provider`,
  )

const countOf = (people: number): string => `${people.toLocaleString('en')} ${people === 1 ? 'person' : 'people'}`
