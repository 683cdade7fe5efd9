'use client'
import { usePathname } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import type { ObservedValues } from '#lib/table/observed-values.ts'
import { fetchJson } from './fetch-json.ts'

const typingMs = 200

/** Values that an attribute was seen with, for what is typed; asked of the route `values` beside the page. */
export const useObservedValues = (attribute: string | undefined) => {
  const pathname = usePathname()
  const [answer, setAnswer] = useState<{ attribute: string; typed: string; found: ObservedValues | undefined }>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const asking = useRef<AbortController>(undefined)
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      asking.current?.abort()
    },
    [],
  )
  const load = (typed: string) => {
    clearTimeout(timer.current)
    asking.current?.abort()
    if (attribute === undefined) return
    const aborter = new AbortController()
    asking.current = aborter
    timer.current = setTimeout(() => {
      const idp = new URLSearchParams(location.search).get('idp')
      const parameters = new URLSearchParams({ attribute, contains: typed, ...(idp === null ? {} : { idp }) })
      void fetchJson<ObservedValues>(`${pathname}/values?${parameters}`, aborter.signal).then((found) => {
        if (!aborter.signal.aborted) setAnswer({ attribute, typed, found })
      })
    }, typingMs)
  }
  const found = answer?.attribute === attribute ? answer?.found : undefined
  return { values: found?.values ?? [], status: statusOf(attribute, answer?.attribute === attribute, found), load }
}

const statusOf = (attribute: string | undefined, isAnswered: boolean, found: ObservedValues | undefined): string => {
  if (attribute === undefined) return 'Choose an attribute first.'
  if (!isAnswered) return 'Looking for observed values…'
  if (!found) return 'Observed values could not be loaded.'
  if (found.values.length === 0) return 'No such value was observed.'
  return found.isPartial ? 'Observed values, among others' : 'Observed values'
}
