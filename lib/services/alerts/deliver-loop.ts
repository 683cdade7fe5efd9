import { setTimeout as pause } from 'node:timers/promises'
import { deliverDue } from './deliver.ts'

/** How often the outbox is looked through, in ms: a retry waits that much longer at most. */
const EVERY_MS = 5_000

/** What takes longer when the process is to end is sent again by the next one. */
const LAST_MS = 12_000

// Shared by the copies of this module in one process: one loop is enough.
const slot = Symbol.for('rollcall.alert-deliveries')
type Loop = { timer?: NodeJS.Timeout | undefined; running?: Promise<void> | undefined; isStopped?: boolean }
const loop = ((globalThis as unknown as Record<symbol, Loop>)[slot] ??= {})

/** Beside the sweeps, which no slow receiver is to hold up. */
export function startDeliveries(): void {
  loop.isStopped = false
  loop.timer ??= setInterval(deliverSoon, EVERY_MS).unref()
}

/** Resolves when what is being sent has been noted: sent twice would be what was sent and not noted. */
export async function stopDeliveries(): Promise<void> {
  loop.isStopped = true
  clearInterval(loop.timer)
  loop.timer = undefined
  if (loop.running) await Promise.race([loop.running, pause(LAST_MS, undefined, { ref: false })])
}

/** Sends what is due, unless that is happening. */
export function deliverSoon(): void {
  if (loop.running || loop.isStopped || !loop.timer) return
  loop.running = deliverDue()
    .then(() => undefined)
    .catch((error: unknown) => console.error('Alerts could not be sent.', error))
    .finally(() => (loop.running = undefined))
}
