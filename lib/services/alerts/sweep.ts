import { store } from '#db/index.ts'
import { deleteOldDeliveries } from '#db/queries/alert-deliveries.ts'
import { claimAlertRound, deleteOldAlerts, listOpenAlerts } from '#db/queries/alerts.ts'
import { lowestIdAt } from '#db/queries/sync-log-ids.ts'
import { ALERTS_KEPT_DAYS } from '#lib/table/alerts.ts'
import { deliverSoon } from './deliver-loop.ts'
import { observe } from './observe.ts'
import { reconcile } from './raise.ts'
import { DAY_MS } from './sign.ts'

/** How often alerts are looked for, in ms, however many processes there are. */
const EVERY_MS = 60_000
const AT_ONCE = 200

/** Looks for alerts, when no process has done so within the minute. Answers whether it looked. */
export async function sweepAlerts(now: Date = new Date()): Promise<boolean> {
  const isOurs = await store().write((tx) => claimAlertRound(tx, now, new Date(now.getTime() + EVERY_MS)), NOTE)
  if (!isOurs) return false
  await lookForAlerts(now)
  const before = new Date(now.getTime() - ALERTS_KEPT_DAYS * DAY_MS)
  while ((await store().write((tx) => deleteOldDeliveries(tx, lowestIdAt(before), AT_ONCE), NOTE)) === AT_ONCE) continue
  while ((await store().write((tx) => deleteOldAlerts(tx, before, AT_ONCE), NOTE)) === AT_ONCE) continue
  return true
}

/** What there is to be told of now, told. */
export async function lookForAlerts(now: Date): Promise<void> {
  // What is open is read first: an alert that another process raises meanwhile is not taken for one that is over.
  const open = await listOpenAlerts(store().read)
  const signs = await observe(store().report, new Set(open.map(({ openKey }) => openKey ?? '')), now)
  if ((await reconcile(open, signs, now)) > 0) deliverSoon()
}

const NOTE = { keepsRemembered: true }
