import { AsyncLocalStorage } from 'node:async_hooks'
import { store } from '#db/index.ts'
import { drafted } from '#db/drafted.ts'
import { putDraftEditor, saveConfigurationState } from '#db/queries/configuration.ts'
import { emptyDraft, fillDraft, listDifferences } from '#db/queries/drafts.ts'
import { lockOrganisation } from '#db/queries/organisations.ts'
import type { Writer } from '#db/store.ts'
import type { Actor } from '../actor.ts'
import { publish } from './publish.ts'
import { configurationState } from './state.ts'

export type ConfigurationTurn = {
  /** The change waits for Activate: what else it does to the world has to wait as well (took-effect.ts). */
  isDraft: boolean
  /** There was a draft before. */
  isBegun: boolean
}

type Work<T> = (tx: Writer, turn: ConfigurationTurn) => Promise<T>

const current = new AsyncLocalStorage<{ tx: Writer; turn: ConfigurationTurn }>()

/**
 * Changes configuration: the way of every service that does. `work` edits the draft, through a handle whose tables of
 * configuration are the draft's; what it leaves is published in the same turn (*on Save*) or stays a draft (*on Activate*).
 * The organisation is locked. Within another `configure` it becomes part of that, so that many changes are made at once or
 * not at all. What holds of `store().write` holds here.
 */
export async function configure<T>(actor: Actor, work: Work<T>): Promise<T> {
  const outer = current.getStore()
  if (outer) return work(outer.tx, outer.turn)
  return edit(actor, 'save', work)
}

/** As `configure`, for what is told as another kind of change; never part of another one. */
export async function edit<T>(actor: Actor, kind: 'save' | 'restore', work: Work<T>): Promise<T> {
  return store().write(async (tx) => {
    await lockOrganisation(tx)
    const state = await configurationState(tx)
    const turn = { isDraft: state.takesEffect === 'activate', isBegun: state.draftedAt !== null }
    if (!state.draftedAt) await fillDraft(tx)
    const draft = drafted(tx)
    const result = await current.run({ tx: draft, turn }, () => work(draft, turn))
    if (!turn.isDraft) {
      await publish(tx, actor, kind)
      await emptyDraft(tx)
      return result
    }
    // An edit that changed nothing begins no draft.
    if (!state.draftedAt && (await listDifferences(tx)).length === 0) {
      await emptyDraft(tx)
      return result
    }
    const now = new Date()
    await saveConfigurationState(tx, {
      ...state,
      draftedAt: state.draftedAt ?? now,
      draftVersion: state.draftVersion + 1,
      updatedAt: now,
    })
    await putDraftEditor(tx, { actorId: actor.id, actorName: actor.name, editedAt: now, readyAt: null })
    return result
  })
}
