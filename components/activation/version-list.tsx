'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { outcomeOf } from '#components/idp/actions.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Time } from '#components/ui/time.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { ChangeView } from '#lib/services/activation/read-changes.ts'
import type { VersionActions } from './actions.ts'
import { ChangeList } from './change-list.tsx'

export type VersionView = {
  id: string
  number: number
  /** ISO 8601. */
  at: string
  actorName: string
  kind: 'save' | 'activate' | 'restore'
  /** What changed, in a few words. */
  summary: string
}

const kinds = { save: 'Saved', activate: 'Activated', restore: 'Restored' }

/** What was published, newest first: who, when, what; and the way back to it. */
export const VersionList = ({
  versions,
  takesEffect,
  actions,
}: {
  versions: readonly VersionView[]
  takesEffect: 'save' | 'activate'
  actions: VersionActions
}) => {
  const [restoring, setRestoring] = useState<VersionView>()
  return (
    <section aria-labelledby="history" className="flex flex-col gap-2.5">
      <h2 id="history" className="text-base font-semibold">
        History
      </h2>
      {versions.length === 0 ? (
        <p className="text-ink-muted text-sm">Nothing has been published since versions are kept.</p>
      ) : (
        <ul className="divide-line bg-surface shadow-card divide-y rounded-lg border">
          {versions.map((version, index) => (
            <li key={version.id} className="px-3 py-2">
              <Version
                version={version}
                read={actions.changes}
                isNewest={index === 0}
                {...(actions.restore && index > 0 ? { onRestore: () => setRestoring(version) } : {})}
              />
            </li>
          ))}
        </ul>
      )}
      {actions.restore ? (
        <Restore
          version={restoring}
          takesEffect={takesEffect}
          restore={actions.restore}
          onClose={() => setRestoring(undefined)}
        />
      ) : null}
    </section>
  )
}

const Version = ({
  version: { id, number, at, actorName, kind, summary },
  read,
  isNewest,
  onRestore,
}: {
  version: VersionView
  read: VersionActions['changes']
  isNewest: boolean
  onRestore?: () => void
}) => {
  const [changes, setChanges] = useState<readonly ChangeView[]>()
  const [problem, setProblem] = useState<string>()
  const [isOpen, setOpen] = useState(false)
  const toggle = async () => {
    setOpen(!isOpen)
    if (isOpen || changes) return
    const { data, error } = await outcomeOf(read({ id }))
    setChanges(data)
    setProblem(error?.message)
  }
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm">
        <span className="w-10 font-medium tabular-nums">{number}</span>
        <Badge tone={kind === 'restore' ? 'warn' : 'neutral'}>{kinds[kind]}</Badge>
        <div className="min-w-0 flex-1 basis-60">
          <p className="wrap-anywhere">{summary}</p>
          <p className="text-ink-muted text-xs">
            {actorName} · <Time at={at} />
          </p>
        </div>
        {isNewest ? <Badge tone="good">In effect</Badge> : null}
        <Button
          size="sm"
          variant="ghost"
          aria-expanded={isOpen}
          aria-label={`${isOpen ? 'Hide' : 'Show'} changes of version ${number}`}
          onClick={() => void toggle()}
        >
          {isOpen ? 'Hide changes' : 'Show changes'}
        </Button>
        {onRestore ? (
          <Button size="sm" aria-label={`Restore version ${number}`} onClick={onRestore}>
            Restore
          </Button>
        ) : null}
      </div>
      {isOpen ? (
        <div className="pt-2 pb-1 sm:pl-13">
          {problem === undefined ? null : <p role="alert">{problem}</p>}
          {changes ? <ChangeList changes={changes} hasLinks={false} /> : null}
          {changes || problem !== undefined ? null : <p className="text-ink-muted text-sm">Reading…</p>}
        </div>
      ) : null}
    </>
  )
}

const Restore = ({
  version,
  takesEffect,
  restore,
  onClose,
}: {
  version: VersionView | undefined
  takesEffect: 'save' | 'activate'
  restore: NonNullable<VersionActions['restore']>
  onClose: () => void
}) => {
  const router = useRouter()
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)
  const close = () => {
    setProblem(undefined)
    onClose()
  }
  const submit = async () => {
    if (!version) return
    setPending(true)
    const { data, error } = await outcomeOf(restore({ id: version.id }))
    setPending(false)
    if (error) return setProblem(error.message)
    const without = data.skipped.length === 0 ? '' : ` Deleted IdPs do not come back: ${data.skipped.join(', ')}.`
    toast(
      takesEffect === 'save'
        ? { title: `Version ${version.number} is in effect again`, description: without, tone: 'good' }
        : {
            title: `Version ${version.number} is in the draft`,
            description: `Activate to publish.${without}`,
            tone: 'good',
          },
    )
    close()
    router.refresh()
  }
  return (
    <ConfirmDialog
      open={version !== undefined}
      onOpenChange={(open) => {
        if (!open) close()
      }}
      title={`Restore version ${version?.number ?? ''}?`}
      description={
        takesEffect === 'save'
          ? 'Configuration becomes what it was right after this version, at once. Later changes are taken back; their versions stay in the history.'
          : 'A draft is made of what configuration was right after this version. Nothing changes before you activate it.'
      }
      confirmLabel="Restore"
      tone={takesEffect === 'save' ? 'danger' : 'primary'}
      isPending={isPending}
      onConfirm={() => void submit()}
    >
      {problem === undefined ? null : (
        <Callout tone="bad" role="alert" title="Not restored">
          {problem}
        </Callout>
      )}
    </ConfirmDialog>
  )
}
