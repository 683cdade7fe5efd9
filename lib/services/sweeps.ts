import { store } from '#db/index.ts'
import { foldTotals, listUnfoldedTotals } from '#db/queries/totals.ts'
import { startDeliveries, sweepAlerts } from './alerts/index.ts'
import { sweepApiKeys } from './api-keys/sweep.ts'
import { sweepAudit } from './audit-chain.ts'
import { sweepReauthentication } from './authentication-settings/force-reauthentication.ts'
import { sweepDecisions } from './decision-log/index.ts'
import { sweepDeprovisionGuards } from './deprovision-guard/index.ts'
import { sweepImports } from './directory/import/index.ts'
import { sweepImpacts } from './impact/index.ts'
import { sweepHandOvers } from './forward-auth/index.ts'
import { sweepDeletedIdps, sweepMetadata, sweepTokens } from './idps/index.ts'
import { sweepSignIns } from './sign-on-people/index.ts'
import { sweepApiAnswers } from './management-api/idempotency.ts'
import { sweepComparisons } from './readiness/index.ts'
import { foldSyncLogs, sweepOldSyncLogs } from './sync-log-sweeps.ts'
import { startSearchFeed, stopSearchFeed } from './search/index.ts'

/** How often the background work looks around, in ms. */
const EVERY_MS = 15_000
/** Change rows of an IdP's totals that are worth folding, and how many go in one turn. */
const UNFOLDED = 200
const FOLD_AT_ONCE = 2_000

// Shared by the copies of this module in one process: one sweep is enough.
const slot = Symbol.for('rollcall.sweeps')
const shared = globalThis as unknown as Record<symbol, NodeJS.Timeout | undefined>

/**
 * Starts the work that nobody waits for: folding totals and logs, sweeping what deleted IdPs left and logs that
 * are too old. Once per process.
 */
export function startSweeps(): void {
  startSearchFeed()
  startDeliveries()
  shared[slot] ??= setInterval(() => void sweep(), EVERY_MS).unref()
}

export function stopSweeps(): void {
  stopSearchFeed()
  clearInterval(shared[slot])
  delete shared[slot]
}

let isSweeping = false

async function sweep(): Promise<void> {
  if (isSweeping) return
  isSweeping = true
  try {
    await sweepTotals()
    await sweepTokens()
    await sweepDeletedIdps()
    await sweepAudit()
    await foldSyncLogs()
    await sweepOldSyncLogs()
    await sweepImports()
    await sweepImpacts()
    await sweepComparisons()
    await sweepReauthentication()
    await sweepSignIns()
    await sweepHandOvers()
    await sweepDecisions()
    await sweepDeprovisionGuards()
    await sweepMetadata()
    await sweepApiKeys()
    await sweepApiAnswers()
    await sweepAlerts()
  } catch (error) {
    // The next round tries again; a store that is gone is told by /health.
    console.error('A background sweep failed.', error)
  } finally {
    isSweeping = false
  }
}

/** Folds the totals of every IdP that has collected many changes, in turns that provisioning does not notice. */
export async function sweepTotals(): Promise<void> {
  for (const idpId of await listUnfoldedTotals(store().report, UNFOLDED)) {
    while ((await store().write((tx) => foldTotals(tx, idpId, FOLD_AT_ONCE))) >= UNFOLDED) continue
  }
}
