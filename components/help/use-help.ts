import { useEffect, useState } from 'react'
import { fetchJson } from '#components/table/fetch-json.ts'
import type { HelpAnswer } from '#lib/services/help/answer-help.ts'
import type { GuideFinding } from '#lib/services/help/index.ts'

export type Answer<Value> = {
  value: Value | undefined
  /** Whether it is what was asked for last. */
  isCurrent: boolean
  hasFailed: boolean
  retry: () => void
}

/** What this portal answers at `address`; what it answered before stays until then. Undefined: nothing is asked. */
const useAnswer = <Value>(address: string | undefined, restMs: number): Answer<Value> => {
  const [answer, setAnswer] = useState<{ address?: string; attempt?: number; value?: Value | undefined }>({})
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    if (address === undefined) return
    const abort = new AbortController()
    const ask = async () => {
      const value = await fetchJson<Value>(address, abort.signal)
      if (!abort.signal.aborted) setAnswer({ address, attempt, value })
    }
    const timer = setTimeout(() => void ask(), restMs)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [address, restMs, attempt])
  const isCurrent = address !== undefined && answer.address === address && answer.attempt === attempt
  return {
    value: answer.value,
    isCurrent,
    hasFailed: isCurrent && answer.value === undefined,
    retry: () => setAttempt((before) => before + 1),
  }
}

export const useHelpAnswer = (address: string | undefined) => useAnswer<HelpAnswer>(address, 0)

/** How long typing must rest before the guides are searched, in ms. */
const REST_MS = 150

export const useGuideSearch = (text: string) => {
  const wanted = text.trim()
  return useAnswer<{ findings: GuideFinding[] }>(
    wanted === '' ? undefined : `/help/search?q=${encodeURIComponent(wanted)}`,
    REST_MS,
  )
}
