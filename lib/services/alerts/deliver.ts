import { newId } from '#db/ids.ts'
import { store } from '#db/index.ts'
import {
  type AlertDeliveryRow,
  claimDelivery,
  findDelivery,
  finishAttempt,
  listDueDeliveries,
} from '#db/queries/alert-deliveries.ts'
import { type AlertDestinationRow, findDestination, findSmtpSettings } from '#db/queries/alert-destinations.ts'
import { unseal } from '#lib/auth/seal.ts'
import { type MailOptions, sendMail } from './send-mail.ts'
import { sendWebhook, type WebhookOptions } from './send-webhook.ts'

/** What became of an attempt. `isFinal`: sending it again would not help. */
export type Outcome = {
  isDelivered: boolean
  status: number | null
  answer: string
  isFinal?: boolean
  /** The receiver asked for so much patience. */
  retryAfterMs?: number
}

/** What tests replace. */
export type SendOptions = WebhookOptions & MailOptions

/** No attempt takes longer: then another process may take it for lost and make the next one. */
const LEASE_MS = 60_000

/** After the first attempt, then the second, and so on, in seconds: about three days in all. */
const PAUSES_S = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]

const AT_ONCE = 8

/** Makes the attempts that are due, of what this process gets hold of. Answers how many. */
export async function deliverDue(now: Date = new Date(), options: SendOptions = {}): Promise<number> {
  const due = await listDueDeliveries(store().read, now, AT_ONCE)
  const made = await Promise.all(due.map((row) => attempt(row, now, options)))
  const count = made.filter(Boolean).length
  return count > 0 && due.length === AT_ONCE ? count + (await deliverDue(now, options)) : count
}

/** When what `deliverNow` is about to send is due for everybody else: the loop would be there first otherwise. */
export const dueToOthers = (now: Date): Date => new Date(now.getTime() + LEASE_MS)

/** Makes an attempt now. Undefined when another process was faster. */
export async function deliverNow(id: string, options: SendOptions = {}): Promise<Outcome | undefined> {
  const row = await findDelivery(store().read, id)
  return row && attempt(row, new Date(), options)
}

async function attempt(row: AlertDeliveryRow, now: Date, options: SendOptions): Promise<Outcome | undefined> {
  const lease = new Date(now.getTime() + LEASE_MS)
  if (!(await store().write((tx) => claimDelivery(tx, row, lease), NOTE))) return undefined
  const began = Date.now()
  const outcome = await send(row, options)
  const at = new Date(now.getTime() + Date.now() - began)
  const { status, isDelivered, answer } = outcome
  const note = {
    id: newId(now),
    deliveryId: row.id,
    at: now,
    status,
    isDelivered,
    answer,
    durationMs: Date.now() - began,
  }
  await store().write((tx) => finishAttempt(tx, note, lease, next(row, outcome, at)), NOTE)
  return outcome
}

async function send(row: AlertDeliveryRow, options: SendOptions): Promise<Outcome> {
  const destination = await findDestination(store().read, row.destinationId)
  if (!destination) return given('The destination was deleted.')
  if (!destination.isEnabled && row.event !== 'test') return given('The destination is switched off.')
  try {
    if (row.type === 'webhook') return await sendWebhook(row, secretsOf(destination), options)
    const settings = await findSmtpSettings(store().read)
    if (!settings) return given('There is no mail server. Enter one under Destinations.')
    const password = settings.sealedPassword === null ? undefined : unseal(settings.sealedPassword)
    return await sendMail(row, { ...settings, password }, options)
  } catch (error) {
    console.error('An alert could not be sent.', error)
    return { isDelivered: false, status: null, answer: 'It could not be sent. The log of the server says more.' }
  }
}

const given = (answer: string): Outcome => ({ isDelivered: false, status: null, answer, isFinal: true })

/** What it is signed with: for a while after a change of secrets with both. */
const secretsOf = (destination: AlertDestinationRow): string[] => {
  const { sealedSecret, sealedPreviousSecret, previousSecretUntil } = destination
  const isPreviousGood = previousSecretUntil !== null && previousSecretUntil > new Date()
  return [sealedSecret, isPreviousGood ? sealedPreviousSecret : null].flatMap((sealed) =>
    sealed === null ? [] : unseal(sealed),
  )
}

function next(row: AlertDeliveryRow, outcome: Outcome, at: Date) {
  const { isDelivered, isFinal, retryAfterMs = 0 } = outcome
  const pause = PAUSES_S[row.attempts]
  if (isDelivered) return { state: 'delivered' as const, dueAt: null, finishedAt: at }
  // A test is answered to whoever asked for it.
  if (isFinal || pause === undefined || row.event === 'test') {
    return { state: 'failed' as const, dueAt: null, finishedAt: at }
  }
  const spread = 0.9 + Math.random() * 0.2
  const dueAt = new Date(at.getTime() + Math.max(pause * 1_000 * spread, retryAfterMs))
  return { state: 'waiting' as const, dueAt, finishedAt: null }
}

const NOTE = { keepsRemembered: true }
