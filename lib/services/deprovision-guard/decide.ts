import { store } from '#db/index.ts'
import { lockGuard, updateGuard } from '#db/queries/access-losses.ts'
import {
  countHeldPeople,
  decideHeld,
  findHeld,
  findLastDecision,
  type HeldKey,
  type HeldRow,
} from '#db/queries/held-deprovisionings.ts'
import { findIdp, type IdpRow } from '#db/queries/idps.ts'
import type { Writer } from '#db/store.ts'
import { AppError } from '#lib/errors.ts'
import type { Actor } from '../actor.ts'
import { appendAudit } from '../audit.ts'

// What administrators say about held requests. An act, not configuration: it takes effect at once.

export type Decided = { requests: number; people: number }

/** How long a refusal stands. */
const REFUSED_MS = 24 * 3_600_000

/**
 * Allows or refuses requests that are held: one, or all that wait for a decision and were held by `seenAt`, which is when
 * the administrator looked. An allowed request is applied when it comes again; a refused one is answered 403 for 24 hours.
 *
 * @throws AppError `not-found`; `conflict` when another administrator was faster
 */
export async function decideOnHeld(
  idpId: string,
  asked: { decision: 'allowed' | 'refused'; request?: HeldKey; seenAt: Date },
  actor: Actor,
  now: Date = new Date(),
): Promise<Decided> {
  return store().write(async (tx) => {
    const idp = await requireIdp(tx, idpId)
    await lockGuard(tx, idpId)
    const one = asked.request && (await requireUndecidedSince(tx, idpId, asked.request, asked.seenAt))
    const { decision } = asked
    const before = await countHeldPeople(tx, idpId)
    const requests = await decideHeld(tx, idpId, asked.request ?? { seenAt: asked.seenAt }, {
      decision,
      decidedBy: actor.name,
      decidedAt: now,
      decidedUntil: decision === 'refused' ? new Date(now.getTime() + REFUSED_MS) : null,
    })
    if (requests === 0) throw decidedMeanwhile(await findLastDecision(tx, idpId))
    await updateGuard(tx, { idpId, isFull: false })
    const decided = { requests, people: one ? one.people : before - (await countHeldPeople(tx, idpId)) }
    await appendAudit(tx, actor, {
      action: decision === 'allowed' ? 'deprovision-guard.allow' : 'deprovision-guard.refuse',
      target: { type: 'idp', id: idpId, name: idp.name },
      after: { ...decided, ...(one ? { kind: one.kind, [one.entityType.toLowerCase()]: one.name } : {}) },
    })
    return decided
  })
}

/**
 * Lets everything from this IdP through until then, uncounted; undefined: no longer. `seenUntil` is until when it was
 * allowed as the administrator saw it.
 *
 * @throws AppError `not-found`; `conflict` when another administrator changed it meanwhile
 */
export async function allowEverything(
  idpId: string,
  asked: { hours: 1 | 24 | undefined; seenUntil: Date | undefined },
  actor: Actor,
  now: Date = new Date(),
): Promise<{ until: Date | undefined }> {
  return store().write(async (tx) => {
    const idp = await requireIdp(tx, idpId)
    const guard = await lockGuard(tx, idpId)
    const current = guard.allowedUntil !== null && guard.allowedUntil > now ? guard.allowedUntil : undefined
    if (current?.getTime() !== asked.seenUntil?.getTime() && guard.allowedBy !== actor.name) {
      throw new AppError(
        'conflict',
        current
          ? `${guard.allowedBy} has allowed everything from ${idp.name} meanwhile. Look at the page again.`
          : 'This has ended meanwhile. Look at the page again.',
      )
    }
    const until = asked.hours === undefined ? undefined : new Date(now.getTime() + asked.hours * 3_600_000)
    await updateGuard(tx, { idpId, allowedUntil: until ?? null, allowedBy: until ? actor.name : null })
    await appendAudit(tx, actor, {
      action: until ? 'deprovision-guard.allow-all' : 'deprovision-guard.end-allowance',
      target: { type: 'idp', id: idpId, name: idp.name },
      before: { allowedUntil: current ?? null },
      after: { allowedUntil: until ?? null },
    })
    return { until }
  })
}

async function requireIdp(tx: Writer, idpId: string): Promise<IdpRow> {
  const idp = await findIdp(tx, idpId)
  if (!idp) throw new AppError('not-found', 'This IdP configuration does not exist any more.')
  return idp
}

async function requireUndecidedSince(tx: Writer, idpId: string, { entityId, kind }: HeldKey, seenAt: Date) {
  const row = (await findHeld(tx, idpId, entityId)).find((each) => each.kind === kind)
  if (!row) {
    throw new AppError('not-found', 'This request is no longer held: it was applied, or is not asked for any more.')
  }
  if (row.decidedAt !== null && row.decidedAt > seenAt) throw decidedMeanwhile(row)
  return row
}

const decidedMeanwhile = (row: HeldRow | undefined) =>
  new AppError(
    'conflict',
    row
      ? `${row.decidedBy} ${row.decision} this a moment ago. Look at the page again.`
      : 'These requests are no longer held: they were applied, or are not asked for any more.',
  )
