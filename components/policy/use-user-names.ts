'use client'
import { useEffect, useRef, useState } from 'react'
import { fetchJson } from '#components/table/fetch-json.ts'
import { href } from '#lib/table/href.ts'
import { type ObservedValues, observedText } from '#lib/table/observed-values.ts'

const typingMs = 200

/** User names of an IdP that contain what is typed. */
export const useUserNames = (idp: string) => {
  const [answer, setAnswer] = useState<{ found: ObservedValues | undefined }>()
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
    const aborter = new AbortController()
    asking.current = aborter
    timer.current = setTimeout(() => {
      const address = href('/authentication/scim/users/values', { idp, attribute: 'userName', contains: typed })
      void fetchJson<ObservedValues>(address, aborter.signal).then((found) => {
        if (!aborter.signal.aborted) setAnswer({ found })
      })
    }, typingMs)
  }
  return {
    names: answer?.found?.values.map(({ value }) => ({ value })) ?? [],
    status: answer ? observedText(answer.found) : 'Looking for user names…',
    load,
  }
}
