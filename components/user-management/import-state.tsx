'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { type Answer, outcomeOf } from '#components/idp/actions.ts'
import { Button, LinkButton } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Card } from '#components/ui/card.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { ImportView } from '#lib/services/directory/import/index.ts'
import { outcomeLabels } from '#lib/table/import-lines.ts'
import { formatCount } from '#lib/table/words.ts'

type Actions = {
  applyImport(input: { id: string }): Answer<unknown>
  readProgress(input: { id: string }): Answer<ImportView>
  discardImport(input: { id: string }): Answer<unknown>
}

/** What an import comes down to, how far it is, and the way on. */
export const ImportState = ({ found, actions }: { found: ImportView; actions: Actions }) => {
  const router = useRouter()
  const state = useProgress(found, actions)
  const [isBusy, setBusy] = useState(false)
  const { id, kind, counts } = state
  const open = counts.create + counts.update
  const isWorking = state.status === 'applying' || state.status === 'reading'

  const apply = async () => {
    setBusy(true)
    const { error } = await outcomeOf(actions.applyImport({ id }))
    if (error) toast({ title: 'Not applied', description: error.message, tone: 'bad' })
    router.refresh()
    setBusy(false)
  }
  const discard = async () => {
    setBusy(true)
    const { error } = await outcomeOf(actions.discardImport({ id }))
    if (error) {
      setBusy(false)
      return toast({ title: 'Not discarded', description: error.message, tone: 'bad' })
    }
    router.push(`/user-management/import?kind=${kind}`)
  }
  return (
    <Card className="mb-4 p-4">
      {state.problem === null ? null : (
        <Callout tone="bad" title="The file was not read to its end, so it cannot be applied" className="mb-3">
          {state.problem}
        </Callout>
      )}
      <dl aria-label="Lines by outcome" className="grid grid-cols-2 gap-3 sm:grid-cols-5">
        {(Object.keys(outcomeLabels) as (keyof typeof outcomeLabels)[]).map((outcome) => (
          <div key={outcome}>
            <dt className="text-ink-muted text-xs">{outcomeLabels[outcome]}</dt>
            <dd className="text-lg font-semibold tabular-nums">{formatCount(counts[outcome])}</dd>
          </div>
        ))}
      </dl>
      <div className="mt-4 flex flex-wrap items-center gap-x-3 gap-y-2 border-t pt-3">
        <output className="text-ink-muted mr-auto text-sm">{sentence(state, open)}</output>
        {state.status === 'applied' ? (
          <LinkButton variant="primary" href={`/user-management/${kind}`}>
            Go to {kind}
          </LinkButton>
        ) : null}
        {isWorking ? null : (
          <Button disabled={isBusy} onClick={() => void discard()}>
            {state.status === 'applied' ? 'Forget this import' : 'Discard'}
          </Button>
        )}
        {(state.status === 'ready' && open > 0) || state.status === 'interrupted' ? (
          <Button variant="primary" disabled={isBusy} onClick={() => void apply()}>
            {state.status === 'interrupted' ? 'Continue' : `Apply ${formatCount(open)} change${open === 1 ? '' : 's'}`}
          </Button>
        ) : null}
      </div>
      {state.status === 'applying' ? (
        <progress
          aria-label="Lines applied"
          max={Math.max(open, state.applied)}
          value={state.applied}
          className="accent-accent-text mt-3 h-1.5 w-full"
        />
      ) : null}
    </Card>
  )
}

const sentence = (state: ImportView, open: number): string => {
  const { lines, counts, applied } = state
  const skipped = counts.conflict + counts.error
  const left =
    skipped === 0
      ? ''
      : ` ${formatCount(skipped)} with a conflict or an error ${skipped === 1 ? 'is' : 'are'} left out.`
  switch (state.status) {
    case 'reading':
      return `Reading: ${formatCount(lines)} lines so far.`
    case 'failed':
      return `${formatCount(lines)} lines were read before. Correct the file and upload it again.`
    case 'applying':
      return `Applying: ${formatCount(applied)} of ${formatCount(open)} lines. You may leave this page; it goes on.`
    case 'interrupted':
      return `Interrupted after ${formatCount(applied)} lines. Continue where it stopped; nothing is done twice.`
    case 'applied':
      return `Applied: ${formatCount(applied)} of ${formatCount(lines)} lines.${left}`
    default:
      return open === 0
        ? `Nothing to apply among ${formatCount(lines)} lines.${left}`
        : `A dry run: nothing has changed yet.${left}`
  }
}

const EVERY_MS = 700

/** The import as it goes on. When it has ended, the page is asked for anew: its lines tell what became of them. */
const useProgress = (found: ImportView, { readProgress }: Actions): ImportView => {
  const router = useRouter()
  const [latest, setLatest] = useState(found)
  const [seen, setSeen] = useState(found)
  if (seen !== found) {
    setSeen(found)
    setLatest(found)
  }
  const { id, status } = latest
  const isWorking = status === 'applying' || status === 'reading'
  useEffect(() => {
    if (!isWorking) return undefined
    let isCurrent = true
    const timer = setInterval(() => {
      void outcomeOf(readProgress({ id })).then(({ data }) => {
        if (!isCurrent || !data) return
        setLatest(data)
        if (data.status !== 'applying' && data.status !== 'reading') router.refresh()
      })
    }, EVERY_MS)
    return () => {
      isCurrent = false
      clearInterval(timer)
    }
  }, [id, isWorking, readProgress, router])
  return latest
}
