import { lockGuard, updateGuard } from '#db/queries/access-losses.ts'
import { countHeld, findHeld, putHeld, type HeldRow } from '#db/queries/held-deprovisionings.ts'
import { findIdp } from '#db/queries/idps.ts'
import type { Writer } from '#db/store.ts'
import { ScimError } from '#lib/scim/errors.ts'
import { systemActor } from '../actor.ts'
import { appendAudit } from '../audit.ts'

/** What is kept of a request that was held. `people`: those who would lose access beyond those who had already. */
export type HeldRequest = Pick<HeldRow, 'kind' | 'entityType' | 'name' | 'people'> & { id: string }

/**
 * Where the guard stood: who lost access within the hour, who else would by requests that wait (undefined: more wait than
 * are kept), of how many active users, and how many may.
 */
export type GuardState = { lost: number; waiting: number | undefined; active: number; most: number }

/** Seconds: soon after an administrator allowed it the identity provider asks again, as far as it heeds this. */
const RETRY_AFTER = 900

/** Held requests of an IdP that are kept; others are held without being listed. */
export const MOST_HELD = 5_000

/** 503: too many people would lose access. The refusal keeps what was asked (`keepHeld`). */
export class HeldError extends ScimError {
  readonly held: HeldRequest

  constructor({ kind, entityType, id, name, people }: HeldRequest, state: GuardState) {
    super(503, undefined, heldDetail(people, state), { 'Retry-After': String(RETRY_AFTER) })
    this.held = { kind, entityType, id, name, people }
  }
}

/** By shape: one process holds two copies of this class. */
export const heldOf = (error: ScimError): HeldRequest | undefined =>
  'held' in error ? (error as HeldError).held : undefined

const heldDetail = (people: number, { lost, waiting, active, most }: GuardState): string => {
  const others =
    waiting === undefined ? 'more requests than can be listed wait' : `requests for ${count(waiting)} more wait`
  return `Held for an administrator of Rollcall: this would take access from ${countOf(people)}, ${count(lost)} of ${count(active)} have lost theirs through this identity provider within an hour and ${others} · at most ${count(most)} may within an hour; nothing was applied, and the request can be sent again`
}

const count = (number: number): string => number.toLocaleString('en')
const countOf = (people: number): string => `${count(people)} ${people === 1 ? 'person' : 'people'}`

/** Keeps a held request, which leaves an audit row, or that it came again while it waits, which leaves none. */
export async function keepHeld(tx: Writer, idpId: string, held: HeldRequest, at: Date): Promise<void> {
  const guard = await lockGuard(tx, idpId)
  const { requests } = await countHeld(tx, idpId)
  const { id: entityId, ...rest } = held
  const known = (await findHeld(tx, idpId, entityId)).find(({ kind }) => kind === held.kind)
  const isFull = !known && requests >= MOST_HELD
  if (!isFull) await putHeld(tx, { idpId, entityId, ...rest }, at)
  if (!guard.isHolding || (isFull && !guard.isFull)) {
    await updateGuard(tx, { idpId, isHolding: true, isFull: guard.isFull || isFull })
  }
  // One that was decided is held anew: its refusal has run out.
  const isWaiting = known?.decision === null
  if (isWaiting || (isFull && guard.isFull)) return
  const idp = await findIdp(tx, idpId)
  if (!idp) return
  await appendAudit(tx, systemActor, {
    action: 'deprovision-guard.hold',
    target: { type: 'idp', id: idpId, name: idp.name },
    after: {
      kind: held.kind,
      [held.entityType.toLowerCase()]: held.name,
      people: held.people,
      ...(isFull ? { isFull } : {}),
    },
  })
}
