import { store } from '#db/index.ts'
import { countSessionsBefore, endSessionsBefore } from '#db/queries/reauthentication.ts'
import { lockOrganisation } from '#db/queries/organisations.ts'
import type { Actor } from '../actor.ts'
import { appendAudit } from '../audit.ts'
import { edited } from '../configuration/index.ts'
import { saveSettings, settingsTarget } from './change-settings.ts'
import { authenticationSettings } from './settings.ts'

/** How far a *Force Reauthentication* has come. Its sessions are worth nothing from its start; ending marks their rows. */
export type ReauthenticationStatus =
  | { readonly state: 'none' }
  | { readonly state: 'completed'; readonly startedAt: string }
  /** `left`: sessions that are still to be marked, up to 10,000. */
  | { readonly state: 'in-progress' | 'error'; readonly startedAt: string; readonly left: number }

const countedAtMost = 10_000
const batch = 500

/** The sweep comes every few minutes: what is left after this long has failed. */
const patienceMs = 15 * 60_000

export async function reauthenticationStatus(now: Date = new Date()): Promise<ReauthenticationStatus> {
  const { reauthenticateSince: since } = await authenticationSettings()
  if (!since) return { state: 'none' }
  const left = await countSessionsBefore(store().report, since, countedAtMost)
  const startedAt = since.toISOString()
  if (left === 0) return { state: 'completed', startedAt }
  return { state: now.getTime() - since.getTime() > patienceMs ? 'error' : 'in-progress', startedAt, left }
}

/** Every user signs in anew: sessions that began before now are over at once, whatever is left to be marked. */
export async function forceReauthentication(actor: Actor): Promise<void> {
  const now = new Date()
  await store().write(async (tx) => {
    await lockOrganisation(tx)
    const before = await authenticationSettings(tx)
    await saveSettings(tx, before, { reauthenticateSince: now })
    // It takes effect at once, and publishing a draft must not take it back.
    const draft = await edited(tx)
    if (draft !== tx) await saveSettings(draft, await authenticationSettings(draft), { reauthenticateSince: now })
    await appendAudit(tx, actor, {
      action: 'reauthentication.force',
      target: settingsTarget,
      before: { reauthenticateSince: before.reauthenticateSince },
      after: { reauthenticateSince: now },
    })
  })
  await sweepReauthentication({ most: 20 })
}

/** Marks the sessions that a *Force Reauthentication* ended, some a turn; answers how many. May be stopped and run again. */
export async function sweepReauthentication(
  options: { signal?: AbortSignal; /** Turns. */ most?: number } = {},
): Promise<number> {
  const { reauthenticateSince: since } = await authenticationSettings()
  let ended = 0
  if (!since) return ended
  for (let turn = 0; turn < (options.most ?? Infinity) && !options.signal?.aborted; turn += 1) {
    const some = await store().write((tx) => endSessionsBefore(tx, since, batch, new Date()))
    ended += some
    if (some < batch) break
  }
  return ended
}
