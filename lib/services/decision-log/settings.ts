import { store } from '#db/index.ts'
import { findDecisionLogSettings, putDecisionLogSettings } from '#db/queries/decision-log.ts'
import { lockOrganisation } from '#db/queries/organisations.ts'
import type { Reader } from '#db/store.ts'
import { AppError } from '#lib/errors.ts'
import { allowShares, decisionLogDefaults } from '#lib/table/decision-log.ts'
import type { Actor } from '../actor.ts'
import { appendAudit } from '../audit.ts'
import { changedMeanwhile } from '../edit-conflict.ts'

/** How the decision log is kept. */
export type DecisionLogEntry = {
  /** One of so many allows is kept. */
  readonly allowShare: number
  /** 1 to 365. */
  readonly retentionDays: number
}

/** `version`: 0 as long as nobody has saved them. */
export type DecisionLogSettings = DecisionLogEntry & { readonly version: number }

export async function decisionLogSettings(q: Reader = store().read): Promise<DecisionLogSettings> {
  const row = await findDecisionLogSettings(q)
  if (!row) return { ...decisionLogDefaults, version: 0 }
  return { allowShare: row.allowShare, retentionDays: row.retentionDays, version: row.version }
}

/** Takes effect with the next decisions, on Save and on Activate alike. Throws `AppError` at the field that is wrong. */
export async function changeDecisionLogSettings(
  wanted: DecisionLogEntry,
  seen: { version: number; opened: DecisionLogEntry },
  actor: Actor,
): Promise<void> {
  const { allowShare, retentionDays } = wanted
  if (!allowShares.some(({ value }) => value === allowShare)) {
    throw new AppError('invalid', 'Allows to Keep: choose one of the shares.', { field: 'allowShare' })
  }
  if (!Number.isInteger(retentionDays) || retentionDays < 1 || retentionDays > 365) {
    throw new AppError('invalid', 'Keep for: enter 1 to 365 days.', { field: 'retentionDays' })
  }
  await store().write(async (tx) => {
    const { id } = await lockOrganisation(tx)
    const row = await findDecisionLogSettings(tx)
    const { version, ...theirs } = await decisionLogSettings(tx)
    if (version !== seen.version) {
      const thing = { ...settingsTarget, version, updatedAt: row?.updatedAt ?? new Date() }
      throw await changedMeanwhile(tx, actor, thing, { opened: seen.opened, theirs, mine: wanted })
    }
    const after = { allowShare, retentionDays }
    await putDecisionLogSettings(tx, { id, ...after, version: version + 1, updatedAt: new Date() })
    await appendAudit(tx, actor, { action: 'setting.update', target: settingsTarget, before: theirs, after })
  })
}

const settingsTarget = { type: 'setting', id: 'decision-log', name: 'Decision Log' }
