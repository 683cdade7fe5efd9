'use client'
import { usePathname } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { carriersText, type ObservedValues, observedText } from '#lib/table/observed-values.ts'
import { fetchJson } from './fetch-json.ts'

const typingMs = 200

/** Values that an attribute was seen with, for what is typed; asked of the route `values` beside the page. */
export const useObservedValues = (attribute: string | undefined) => {
  const pathname = usePathname()
  const [answer, setAnswer] = useState<{ attribute: string; typed: string; found: ObservedValues | undefined }>()
  const [typed, setTyped] = useState('')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const asking = useRef<AbortController>(undefined)
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      asking.current?.abort()
    },
    [],
  )
  const load = (text: string) => {
    setTyped(text)
    clearTimeout(timer.current)
    asking.current?.abort()
    if (attribute === undefined) return
    const aborter = new AbortController()
    asking.current = aborter
    timer.current = setTimeout(() => {
      const idp = new URLSearchParams(location.search).get('idp')
      const parameters = new URLSearchParams({ attribute, contains: text, ...(idp === null ? {} : { idp }) })
      void fetchJson<ObservedValues>(`${pathname}/values?${parameters}`, aborter.signal).then((found) => {
        if (!aborter.signal.aborted) setAnswer({ attribute, typed: text, found })
      })
    }, typingMs)
  }
  const last = answer?.attribute === attribute ? answer : undefined
  const isAnswered = last !== undefined && last.typed === typed
  // Until the next answer is there, of the last one what fits is offered.
  const fitting = (last?.found?.values ?? []).filter(
    ({ value }) => isAnswered || value.toLowerCase().includes(typed.trim().toLowerCase()),
  )
  return {
    values: fitting.map(({ value, count }) => ({ value, note: carriersText(count) })),
    status:
      attribute === undefined
        ? 'Choose an attribute first.'
        : isAnswered
          ? observedText(last.found)
          : 'Looking for observed values…',
    load,
  }
}
