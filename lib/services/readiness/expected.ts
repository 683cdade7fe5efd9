import { store } from '#db/index.ts'
import {
  deleteExpectedNumbers,
  findExpectedNumbers as findRow,
  putExpectedNumbers,
  type ExpectedNumbersRow,
} from '#db/queries/expected-numbers.ts'
import { findIdp } from '#db/queries/idps.ts'
import type { Reader } from '#db/store.ts'
import { AppError } from '#lib/errors.ts'
import type { Actor } from '../actor.ts'
import { appendAudit } from '../audit.ts'

/** How many users and groups an IdP has, as somebody said; null: of these nobody did. */
export type ExpectedNumbers = Pick<ExpectedNumbersRow, 'users' | 'groups' | 'source'> & { at: Date; by: string }

/** What somebody last said; undefined when nobody has. One look-up by the key. */
export async function findExpectedNumbers(q: Reader, idpId: string): Promise<ExpectedNumbers | undefined> {
  const row = await findRow(q, idpId)
  return row && { users: row.users, groups: row.groups, source: row.source, at: row.enteredAt, by: row.enteredBy }
}

/**
 * Keeps what the IdP's console shows; both null forgets it.
 * @throws AppError `not-found`
 */
export async function enterExpectedNumbers(
  idpId: string,
  numbers: { users: number | null; groups: number | null },
  actor: Actor,
): Promise<void> {
  await put(idpId, actor, () => ({ ...numbers, source: 'entered' }))
}

/** As many people as were counted in a file that the IdP exported; what was said of groups stays. */
export async function takeFromFile(idpId: string, users: number, actor: Actor): Promise<void> {
  await put(idpId, actor, (before) => ({ users, groups: before?.groups ?? null, source: 'file' }))
}

type Said = Pick<ExpectedNumbersRow, 'users' | 'groups' | 'source'>

async function put(idpId: string, actor: Actor, said: (before: Said | undefined) => Said): Promise<void> {
  await store().write(async (tx) => {
    const idp = await findIdp(tx, idpId)
    if (!idp) throw new AppError('not-found', 'This IdP configuration does not exist any more.')
    const before = await findRow(tx, idpId)
    const after = said(before)
    if (after.users === null && after.groups === null) await deleteExpectedNumbers(tx, idpId)
    else await putExpectedNumbers(tx, { idpId, ...after, enteredAt: new Date(), enteredBy: actor.name })
    await appendAudit(tx, actor, {
      action: 'expected-numbers.update',
      target: { type: 'idp', id: idpId, name: idp.name },
      ...(before ? { before: { users: before.users, groups: before.groups } } : {}),
      after: { users: after.users, groups: after.groups },
    })
  })
}
