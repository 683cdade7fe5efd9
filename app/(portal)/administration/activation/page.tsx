import type { Metadata } from 'next'
import { ActivationNow, type DraftView } from '#components/activation/activation.tsx'
import { EffectSettings } from '#components/activation/effect-settings.tsx'
import { VersionList, type VersionView } from '#components/activation/version-list.tsx'
import { store } from '#db/index.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { readPendingChanges } from '#lib/services/activation/read-changes.ts'
import { configurationStatus, listVersions, type Version } from '#lib/services/configuration/index.ts'
import { demandedConfirmation, readImpact } from '#lib/services/impact/index.ts'
import * as actions from './actions.ts'

export const metadata: Metadata = { title: 'Activation' }

export default async function ActivationPage() {
  const { administrator } = await requireSession()
  const q = store().report
  const [status, pending, impact, demanded, versions] = await Promise.all([
    configurationStatus(q),
    readPendingChanges(q),
    readImpact(q),
    demandedConfirmation(q),
    listVersions(q, 50),
  ])
  const { takesEffect, lossUsers, lossPercent } = status
  const mayConfigure = isPermitted(administrator, 'configure')
  const draft: DraftView | undefined = status.draftedAt && {
    version: status.draftVersion,
    pending,
    editors: status.editors.map(({ actorId, actorName, editedAt, readyAt }) => ({
      id: actorId,
      name: actorName,
      editedAt: editedAt.toISOString(),
      isReady: readyAt !== null,
    })),
  }
  return (
    <>
      <ActivationNow
        draft={draft}
        takesEffect={takesEffect}
        ownId={administrator.id}
        mayForce={isPermitted(administrator, 'administer')}
        found={{ impact: draft && impact, demanded }}
        actions={
          mayConfigure
            ? {
                activate: actions.activateAction,
                discard: actions.discardDraftAction,
                discardChange: actions.discardChangeAction,
              }
            : undefined
        }
        impactActions={{
          start: actions.startImpactAction,
          read: actions.readImpactAction,
          cancel: actions.cancelImpactAction,
          people: actions.impactedPeopleAction,
        }}
      />
      <div className="mt-8 flex flex-col gap-8">
        <EffectSettings
          key={`${takesEffect} ${lossUsers} ${lossPercent}`}
          settings={{ takesEffect, lossUsers, lossPercent }}
          save={isPermitted(administrator, 'administer') ? actions.changeEffectAction : undefined}
        />
        <VersionList
          versions={versions.map(versionView)}
          takesEffect={takesEffect}
          actions={{
            changes: actions.versionChangesAction,
            restore: mayConfigure && !draft ? actions.restoreVersionAction : undefined,
          }}
        />
      </div>
    </>
  )
}

const changeWords = { create: 'added', update: 'changed', delete: 'deleted' }
const MOST_NAMED = 3

const versionView = ({ id, number, at, actorName, kind, things }: Version): VersionView => {
  const named = things.slice(0, MOST_NAMED).map(({ name, change }) => `${name} ${changeWords[change]}`)
  const others = things.length - named.length
  const summary = [...named, ...(others > 0 ? [`${others} more`] : [])].join(', ')
  return { id, number, at: at.toISOString(), actorName, kind, summary: summary || 'Nothing that is shown' }
}
