import type { Answer } from '#components/idp/actions.ts'
import type { ChangeView } from '#lib/services/activation/read-changes.ts'
import type { Activation } from '#lib/services/configuration/index.ts'
import type { Demanded, ImpactedPeople, ImpactView } from '#lib/services/impact/index.ts'

/** What whoever may configure can do with the draft. `seen`: the version of it that the page showed. */
export type DraftActions = {
  activate: (input: { seen: number; force: boolean; typed: string }) => Answer<Activation>
  discard: (input: { seen: number }) => Answer<unknown>
  discardChange: (input: { seen: number; kind: ChangeView['kind']; id: string }) => Answer<unknown>
}

export type ImpactActions = {
  start: () => Answer<ImpactView | undefined>
  read: () => Answer<{ impact: ImpactView | undefined; demanded: Demanded }>
  cancel: (input: { id: string }) => Answer<unknown>
  people: (input: { runId: string; applicationId: string }) => Answer<ImpactedPeople>
}

export type EffectSettings = { takesEffect: 'save' | 'activate'; lossUsers: number; lossPercent: number }
export type ChangeEffect = (input: EffectSettings) => Answer<unknown>

export type VersionActions = {
  changes: (input: { id: string }) => Answer<readonly ChangeView[]>
  restore: ((input: { id: string }) => Answer<{ skipped: string[] }>) | undefined
}
