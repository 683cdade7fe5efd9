import { newId } from '#db/ids.ts'
import { store } from '#db/index.ts'
import { deleteDeliveriesTo, insertDeliveries } from '#db/queries/alert-deliveries.ts'
import {
  type AlertDestinationRow,
  deleteDestinationRow,
  findDestination,
  insertDestination,
  listDestinations,
  lockDestination,
  updateDestination,
} from '#db/queries/alert-destinations.ts'
import { lockOrganisation } from '#db/queries/organisations.ts'
import type { Writer } from '#db/store.ts'
import { seal } from '#lib/auth/seal.ts'
import { AppError } from '#lib/errors.ts'
import type { Actor } from '../actor.ts'
import { appendAudit } from '../audit.ts'
import { changedMeanwhile } from '../edit-conflict.ts'
import { deliverNow, dueToOthers, type Outcome, type SendOptions } from './deliver.ts'
import { type DestinationEntry, entryOf, MOST_DESTINATIONS, readDestination } from './destination-entry.ts'
import { deliveriesOf, testPayload } from './event.ts'
import { DAY_MS } from './sign.ts'
import { newWebhookSecret } from './webhook-signature.ts'

/** How long the secret before goes on signing. */
const BOTH_SIGN_MS = DAY_MS

/** `secret` is in clear, of a webhook: show it once and forget it. Throws `AppError` at the field that is wrong. */
export async function createDestination(
  type: AlertDestinationRow['type'],
  given: DestinationEntry,
  actor: Actor,
): Promise<{ id: string; secret: string | undefined }> {
  const entry = readDestination(type, given)
  const now = new Date()
  const id = newId(now)
  const secret = type === 'webhook' ? newWebhookSecret() : undefined
  const sealedSecret = secret === undefined ? null : seal(secret)
  await store().write(async (tx) => {
    await lockOrganisation(tx)
    if ((await listDestinations(tx)).length >= MOST_DESTINATIONS) {
      throw new AppError('invalid', `There are ${MOST_DESTINATIONS} destinations, which is as many as there can be.`)
    }
    await insertDestination(tx, {
      id,
      type,
      ...entry,
      sealedSecret,
      sealedPreviousSecret: null,
      previousSecretUntil: null,
      version: 1,
      createdAt: now,
      updatedAt: now,
    })
    await appendAudit(tx, actor, {
      action: 'alert-destination.create',
      target: { type: 'alert-destination', id, name: entry.name },
      after: { type, ...entry },
    })
  })
  return { id, secret }
}

/** Throws `AppError` `not-found`, `changed`, and `invalid` at the field that is wrong. */
export async function changeDestination(
  id: string,
  given: DestinationEntry,
  seen: { version: number; opened: DestinationEntry },
  actor: Actor,
): Promise<void> {
  await store().write(async (tx) => {
    const row = await requireDestination(tx, id)
    const entry = readDestination(row.type, given)
    const theirs = entryOf(row)
    if (row.version !== seen.version) {
      const thing = { ...row, type: 'alert-destination' }
      throw await changedMeanwhile(tx, actor, thing, { opened: seen.opened, theirs, mine: entry })
    }
    await updateDestination(tx, id, { ...entry, version: row.version + 1, updatedAt: new Date() })
    await appendAudit(tx, actor, {
      action: 'alert-destination.update',
      target: { type: 'alert-destination', id, name: entry.name },
      before: theirs,
      after: entry,
    })
  })
}

/** What waits to be sent there is given up, and what was sent forgotten. Throws `AppError` `not-found`. */
export async function deleteDestination(id: string, actor: Actor): Promise<void> {
  await store().write(async (tx) => {
    const row = await requireDestination(tx, id)
    await deleteDestinationRow(tx, id)
    await appendAudit(tx, actor, {
      action: 'alert-destination.delete',
      target: { type: 'alert-destination', id, name: row.name },
      before: { type: row.type, ...entryOf(row) },
    })
  })
  while ((await store().write((tx) => deleteDeliveriesTo(tx, id, AT_ONCE))) === AT_ONCE) continue
}

const AT_ONCE = 200

/** A new secret, shown once. The one before signs too for a day, so that the receiver can change over. */
export async function renewSecret(id: string, actor: Actor): Promise<{ secret: string }> {
  const secret = newWebhookSecret()
  const sealedSecret = seal(secret)
  await store().write(async (tx) => {
    const row = await requireDestination(tx, id)
    if (row.type !== 'webhook') throw new AppError('invalid', 'E-mail is not signed, and has no secret.')
    await updateDestination(tx, id, {
      sealedSecret,
      sealedPreviousSecret: row.sealedSecret,
      previousSecretUntil: new Date(Date.now() + BOTH_SIGN_MS),
    })
    await appendAudit(tx, actor, {
      action: 'alert-destination.rotate-secret',
      target: { type: 'alert-destination', id, name: row.name },
    })
  })
  return { secret }
}

/** Sends a test to every receiver of a destination, enabled or not, and says what became of it. */
export async function testDestination(
  id: string,
  actor: Actor,
  options: SendOptions = {},
): Promise<{ target: string; outcome: Outcome }[]> {
  const now = new Date()
  const destination = await findDestination(store().read, id)
  if (!destination) throw gone()
  const rows = deliveriesOf(testPayload(now), null, [destination], now, dueToOthers(now))
  await store().write(async (tx) => {
    await requireDestination(tx, id)
    await insertDeliveries(tx, rows)
    await appendAudit(tx, actor, {
      action: 'alert-destination.test',
      target: { type: 'alert-destination', id, name: destination.name },
      after: { receivers: rows.length },
    })
  })
  return Promise.all(
    rows.map(async (row) => ({ target: row.target, outcome: (await deliverNow(row.id, options)) ?? UNDER_WAY })),
  )
}

const UNDER_WAY: Outcome = {
  isDelivered: false,
  status: null,
  answer: 'Another process is sending it. Look under Deliveries.',
}

async function requireDestination(tx: Writer, id: string): Promise<AlertDestinationRow> {
  const row = await lockDestination(tx, id)
  if (!row) throw gone()
  return row
}

const gone = () => new AppError('not-found', 'This destination does not exist any more.')
