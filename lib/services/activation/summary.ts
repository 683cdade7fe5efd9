import { store } from '#db/index.ts'
import { configurationStatus, countPendingChanges } from '../configuration/index.ts'

/** What the menu says of the draft to one administrator. */
export type ActivationSummary = {
  /** Things that are pending. */
  pending: number
  /** Their own state. */
  state: 'none' | 'editing' | 'queued'
  /** Others with changes that are not activated. */
  others: number
  /** When they saved last, ISO 8601. */
  savedAt: string | undefined
}

/** Undefined where changes take effect on Save: there is no draft to speak of. */
export async function readActivationSummary(administratorId: string): Promise<ActivationSummary | undefined> {
  const { takesEffect, draftedAt, editors } = await configurationStatus(store().read)
  if (takesEffect === 'save' && !draftedAt) return undefined
  const own = editors.find(({ actorId }) => actorId === administratorId)
  return {
    pending: draftedAt ? await countPendingChanges(store().report) : 0,
    state: own ? (own.readyAt ? 'queued' : 'editing') : 'none',
    others: editors.length - (own ? 1 : 0),
    savedAt: own?.editedAt.toISOString(),
  }
}
