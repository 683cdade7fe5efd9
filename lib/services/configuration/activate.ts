import { store } from '#db/index.ts'
import {
  deleteDraftEditors,
  listDraftEditors,
  putDraftEditor,
  saveConfigurationState,
  type ConfigurationState,
} from '#db/queries/configuration.ts'
import { emptyDraft, listDifferences } from '#db/queries/drafts.ts'
import { deleteTokensOf } from '#db/queries/idp-tokens.ts'
import { deleteSpCertificates } from '#db/queries/idps.ts'
import { lockOrganisation } from '#db/queries/organisations.ts'
import type { Writer } from '#db/store.ts'
import { AppError } from '#lib/errors.ts'
import type { Actor } from '../actor.ts'
import { appendAudit } from '../audit.ts'
import { publish } from './publish.ts'
import { requireComplete } from './require-complete.ts'
import { configurationState } from './state.ts'
import { thingsOf } from './things.ts'

export type Activation =
  | { state: 'activated'; number: number | undefined }
  /** The caller is ready; these are editing and have not asked for activation. */
  | { state: 'queued'; waitsFor: string[] }

const target = { type: 'setting', id: 'configuration', name: 'Configuration' }

/**
 * Publishes the draft as a whole. `seen`: the draft's version that the caller decided on. While others are editing, the
 * caller is noted as ready, and who is ready last publishes; `force` does not wait for the others.
 * @throws AppError `changed` when the draft has been edited since, `conflict` when there is none, or when a rule of it names
 * what has vanished (field `rule:<id>`); nothing is published then.
 */
export async function activate(
  actor: Actor,
  { seen, force = false }: { seen: number; force?: boolean },
): Promise<Activation> {
  return store().write(async (tx) => {
    await lockOrganisation(tx)
    const state = await configurationState(tx)
    if (!state.draftedAt) throw nothingPending()
    const editors = await listDraftEditors(tx)
    if (state.draftVersion !== seen) {
      const names = editors.filter(({ actorId }) => actorId !== actor.id).map(({ actorName }) => actorName)
      throw new AppError(
        'changed',
        `The draft was edited${names.length > 0 ? ` by ${names.join(', ')}` : ''} after you looked at it. Look at what is pending now, then activate.`,
      )
    }
    const others = editors.filter(({ actorId, readyAt }) => actorId !== actor.id && readyAt === null)
    if (others.length > 0 && !force) {
      const now = new Date()
      const own = editors.find(({ actorId }) => actorId === actor.id)
      await putDraftEditor(tx, {
        actorId: actor.id,
        actorName: actor.name,
        editedAt: own?.editedAt ?? now,
        readyAt: now,
      })
      return { state: 'queued', waitsFor: others.map(({ actorName }) => actorName) }
    }
    await requireComplete(tx)
    const pending = await thingsOf(tx, await listDifferences(tx))
    const version = await publish(tx, actor, 'activate')
    await endDraft(tx, state)
    await appendAudit(tx, actor, {
      action: 'configuration.activate',
      target,
      after: {
        version: version?.number ?? null,
        ...(force ? { forcedPast: others.map(({ actorName }) => actorName) } : {}),
        changes: pending.map(({ kind, name, change }) => `${kind} ${name}: ${change}`),
      },
    })
    return { state: 'activated', number: version?.number }
  })
}

/** Throws the draft away. `seen` as for `activate`. */
export async function discardDraft(actor: Actor, { seen }: { seen: number }): Promise<void> {
  await store().write(async (tx) => {
    await lockOrganisation(tx)
    const state = await configurationState(tx)
    if (!state.draftedAt) throw nothingPending()
    if (state.draftVersion !== seen) {
      throw new AppError('changed', 'The draft was edited after you looked at it. Look at what is pending now.')
    }
    const differences = await listDifferences(tx)
    const things = await thingsOf(tx, differences)
    for (const { part, key, before } of differences) {
      // What was made at once for an IdP that never came to be.
      if (part !== 'idps' || before) continue
      await deleteTokensOf(tx, String(key['id']))
      await deleteSpCertificates(tx, String(key['id']))
    }
    await emptyDraft(tx)
    await endDraft(tx, state)
    await appendAudit(tx, actor, {
      action: 'configuration.discard',
      target,
      before: { changes: things.map(({ kind, name, change }) => `${kind} ${name}: ${change}`) },
    })
  })
}

/**
 * Whether changes take effect on Save or on Activate. Throws `AppError` `conflict` (field `takesEffect`) while something is
 * pending.
 */
export async function changeConfigurationSettings(
  wanted: Pick<ConfigurationState, 'takesEffect' | 'lossUsers' | 'lossPercent'>,
  actor: Actor,
): Promise<void> {
  const { takesEffect, lossUsers, lossPercent } = wanted
  if (!Number.isInteger(lossUsers) || lossUsers < 1 || lossUsers > 10_000_000) {
    throw new AppError('invalid', 'Users who lose access: a whole number from 1 is accepted.', { field: 'lossUsers' })
  }
  if (!Number.isInteger(lossPercent) || lossPercent < 1 || lossPercent > 100) {
    throw new AppError('invalid', 'Share of all users: 1 to 100 percent are accepted.', { field: 'lossPercent' })
  }
  await store().write(async (tx) => {
    await lockOrganisation(tx)
    const state = await configurationState(tx)
    if (state.draftedAt && takesEffect === 'save') {
      throw new AppError('conflict', 'Changes take effect: activate or discard what is pending first.', {
        field: 'takesEffect',
      })
    }
    await saveConfigurationState(tx, { ...state, takesEffect, lossUsers, lossPercent, updatedAt: new Date() })
    await appendAudit(tx, actor, {
      action: 'setting.update',
      target,
      before: { takesEffect: state.takesEffect, lossUsers: state.lossUsers, lossPercent: state.lossPercent },
      after: { takesEffect, lossUsers, lossPercent },
    })
  })
}

/** There is no draft any more, and nobody edits it. */
export async function endDraft(tx: Writer, state: ConfigurationState): Promise<void> {
  await emptyDraft(tx)
  await deleteDraftEditors(tx)
  await saveConfigurationState(tx, {
    ...state,
    draftedAt: null,
    draftVersion: state.draftVersion + 1,
    updatedAt: new Date(),
  })
}

const nothingPending = () =>
  new AppError('conflict', 'Nothing is pending: somebody else activated or discarded the draft.')
