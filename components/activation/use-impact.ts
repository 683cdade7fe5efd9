'use client'
import { useEffect, useState } from 'react'
import { outcomeOf } from '#components/idp/actions.ts'
import type { Demanded, ImpactView } from '#lib/services/impact/index.ts'
import type { ImpactActions } from './actions.ts'

export type ImpactState = {
  impact: ImpactView | undefined
  /** What has to be typed before activating; undefined: nothing. */
  demanded: Demanded
  isBusy: boolean
  error: string | undefined
  start: () => void
  cancel: () => void
}

const EVERY_MS = 700

/** The impact as it is worked out, whoever began that and wherever. */
export function useImpact(
  found: { impact: ImpactView | undefined; demanded: Demanded },
  actions: ImpactActions,
): ImpactState {
  const [latest, setLatest] = useState(found)
  const [seen, setSeen] = useState(found)
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<string>()
  if (seen !== found) {
    setSeen(found)
    setLatest(found)
  }
  const { impact } = latest
  const { read } = actions
  const isRunning = impact?.status === 'running'
  useEffect(() => {
    if (!isRunning) return undefined
    let isCurrent = true
    const timer = setInterval(() => {
      void outcomeOf(read()).then(({ data }) => {
        if (isCurrent && data) setLatest(data)
      })
    }, EVERY_MS)
    return () => {
      isCurrent = false
      clearInterval(timer)
    }
  }, [isRunning, read])

  const run = async (act: () => Promise<{ error?: { message: string } | undefined }>) => {
    setBusy(true)
    const { error } = await act()
    setError(error?.message)
    const { data } = await outcomeOf(read())
    if (data) setLatest(data)
    setBusy(false)
  }
  return {
    ...latest,
    isBusy,
    error,
    start: () => void run(() => outcomeOf(actions.start())),
    cancel: () => {
      if (impact) void run(() => outcomeOf(actions.cancel({ id: impact.id })))
    },
  }
}
