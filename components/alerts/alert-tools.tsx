'use client'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { type Answer, outcomeOf } from '#components/idp/actions.ts'
import { Button } from '#components/ui/button.tsx'
import { Select } from '#components/ui/select.tsx'
import { Time } from '#components/ui/time.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { AlertView, MuteDays } from '#lib/services/alerts/index.ts'
import { alertKinds, labelOf } from '#lib/table/alert-words.ts'
import type { AlertActions } from './actions.ts'

const lengths: readonly { value: string; label: string; days: MuteDays }[] = [
  { value: '1', label: 'for a day', days: 1 },
  { value: '7', label: 'for a week', days: 7 },
  { value: '30', label: 'for 30 days', days: 30 },
  { value: 'always', label: 'until I end it', days: null },
]

/** Acknowledging one alert, and muting its kind for its IdP. */
export const AlertTools = ({ alert, actions }: { alert: AlertView; actions: AlertActions }) => {
  const router = useRouter()
  const [isPending, startTransition] = useTransition()
  const [length, setLength] = useState('7')
  const [problem, setProblem] = useState<string>()
  const run = (answer: () => Answer<unknown>, done: string) =>
    startTransition(async () => {
      const { error } = await outcomeOf(answer())
      setProblem(error?.message)
      if (error) return
      toast({ title: done, tone: 'good' })
      router.refresh()
    })
  const { kind, idpId, idpName, mute } = alert
  const what = `${labelOf(alertKinds, kind)} at ${idpName}`
  return (
    <div className="flex flex-col gap-4 text-sm">
      {alert.state === 'open' ? (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <p className="text-ink-muted min-w-0 flex-1 basis-56">
            Acknowledged, it leaves the Overview. It comes back when it becomes worse.
          </p>
          <Button
            size="sm"
            disabled={isPending}
            onClick={() => run(() => actions.acknowledge({ id: alert.id }), 'The alert was acknowledged')}
          >
            Acknowledge
          </Button>
        </div>
      ) : null}
      {mute ? (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <p className="text-ink-muted min-w-0 flex-1 basis-56">
            {mute.by} muted such alerts about {idpName}
            {mute.until === null ? '' : ', until '}
            {mute.until === null ? null : <Time at={mute.until} format="exact" />}. They are kept, but neither sent nor
            shown on the Overview.
          </p>
          <Button
            size="sm"
            disabled={isPending}
            onClick={() => run(() => actions.unmute({ kind, idpId }), `${what} is no longer muted`)}
          >
            Unmute
          </Button>
        </div>
      ) : (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <p className="text-ink-muted min-w-0 flex-1 basis-56">
            Mute such alerts about {idpName}: they are kept, but neither sent nor shown on the Overview.
          </p>
          <div className="flex gap-2">
            <Select
              aria-label="Mute for how long"
              className="w-36"
              items={lengths}
              value={length}
              onValueChange={setLength}
            />
            <Button
              size="md"
              disabled={isPending}
              onClick={() => {
                const days = lengths.find(({ value }) => value === length)?.days ?? null
                run(() => actions.mute({ kind, idpId, days }), `${what} is muted`)
              }}
            >
              Mute
            </Button>
          </div>
        </div>
      )}
      {problem === undefined ? null : (
        <p role="alert" className="text-bad">
          {problem}
        </p>
      )}
    </div>
  )
}
