import { countLosses, findGuard } from '#db/queries/access-losses.ts'
import { countHeld, countHeldPeople, listHeld, type HeldRow } from '#db/queries/held-deprovisionings.ts'
import { findIdp } from '#db/queries/idps.ts'
import { getTotals } from '#db/queries/totals.ts'
import type { Reader } from '#db/store.ts'
import { minuteAt, mostLosses, WINDOW_MINUTES } from '../scim/guard.ts'

/** A held request as pages show it. Times are ISO 8601. */
export type HeldView = {
  entityId: string
  kind: HeldRow['kind']
  entityType: 'User' | 'Group'
  name: string
  people: number
  times: number
  firstAskedAt: string
  lastAskedAt: string
  /** A refusal that has run out is none. */
  decision: { is: 'allowed' | 'refused'; by: string; at: string; until: string | undefined } | undefined
}

/** The guard of one IdP, with a page of what it holds. */
export type GuardView = {
  idpId: string
  idpName: string
  isOn: boolean
  percent: number
  minimum: number
  /** Active users now, and with those who lost access within the hour, of whom so many may, and have. */
  active: number
  activeBefore: number
  most: number
  lost: number
  /** Held requests, those among them that wait for a decision, and the people these would take access from. */
  requests: number
  undecided: number
  people: number
  /** More are held than are kept. */
  isFull: boolean
  /** Everything is let through until then. */
  allowed: { until: string; by: string } | undefined
  /** A page of those that were searched for. */
  held: HeldView[]
  hasMore: boolean
  /** When this was read: what is decided is what was held by then. */
  seenAt: string
}

const HELD_PAGE = 50

/** Undefined when there is no such IdP. `page` counts from 1; `search` is a part of a name. Ask `store().report`. */
export async function readGuard(
  q: Reader,
  idpId: string,
  { page, search }: { page: number; search: string },
  now: Date,
): Promise<GuardView | undefined> {
  const idp = await findIdp(q, idpId)
  if (!idp) return undefined
  const [guard, totals, losses, counts, people, held] = await Promise.all([
    findGuard(q, idpId),
    getTotals(q, idpId),
    countLosses(q, idpId, minuteAt(now) - WINDOW_MINUTES),
    countHeld(q, idpId),
    countHeldPeople(q, idpId),
    listHeld(q, idpId, HELD_PAGE + 1, (page - 1) * HELD_PAGE, search),
  ])
  const activeBefore = totals.activeUsers + losses.departed
  return {
    idpId,
    idpName: idp.name,
    isOn: idp.guardsDeprovisioning,
    percent: idp.guardPercent,
    minimum: idp.guardMinimum,
    active: totals.activeUsers,
    activeBefore,
    most: mostLosses(idp, activeBefore),
    lost: losses.people,
    requests: counts.requests,
    undecided: counts.undecided,
    people,
    isFull: guard.isFull,
    allowed:
      guard.allowedUntil && guard.allowedUntil > now && guard.allowedBy !== null
        ? { until: guard.allowedUntil.toISOString(), by: guard.allowedBy }
        : undefined,
    held: held.slice(0, HELD_PAGE).map((row) => view(row, now)),
    hasMore: held.length > HELD_PAGE,
    seenAt: now.toISOString(),
  }
}

const view = (row: HeldRow, now: Date): HeldView => ({
  entityId: row.entityId,
  kind: row.kind,
  entityType: row.entityType,
  name: row.name,
  people: row.people,
  times: row.times,
  firstAskedAt: row.firstAskedAt.toISOString(),
  lastAskedAt: row.lastAskedAt.toISOString(),
  decision: decisionOf(row, now),
})

const decisionOf = ({ decision, decidedBy, decidedAt, decidedUntil }: HeldRow, now: Date): HeldView['decision'] =>
  decision === null || decidedBy === null || decidedAt === null || (decidedUntil !== null && decidedUntil <= now)
    ? undefined
    : { is: decision, by: decidedBy, at: decidedAt.toISOString(), until: decidedUntil?.toISOString() }
