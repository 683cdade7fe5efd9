'use client'
import { useEffect, useRef, useState } from 'react'
import { fetchJson } from '#components/table/fetch-json.ts'
import { href } from '#lib/table/href.ts'
import { carriersText, type ObservedValues, observedText } from '#lib/table/observed-values.ts'

const typingMs = 200

/** Values that users of an IdP have of a SCIM attribute, those that contain what is typed. */
export const useScimValues = (idp: string, attribute: string) => {
  const [answer, setAnswer] = useState<{ attribute: string; found: ObservedValues | undefined }>()
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
    if (attribute === '') return
    const aborter = new AbortController()
    asking.current = aborter
    timer.current = setTimeout(() => {
      const address = href('/authentication/scim/users/values', { idp, attribute, contains: typed })
      void fetchJson<ObservedValues>(address, aborter.signal).then((found) => {
        if (!aborter.signal.aborted) setAnswer({ attribute, found })
      })
    }, typingMs)
  }
  const last = answer?.attribute === attribute ? answer : undefined
  return {
    values: last?.found?.values.map(({ value, count }) => ({ value, note: carriersText(count) })) ?? [],
    isAnswered: last !== undefined,
    status:
      attribute === ''
        ? 'Choose an attribute first.'
        : last
          ? observedText(last.found)
          : 'Looking for observed values…',
    load,
  }
}
