'use client'
import { useEffect, useRef, useState } from 'react'
import { fetchJson } from '#components/table/fetch-json.ts'
import { href } from '#lib/table/href.ts'

/** SCIM groups of an IdP, by name. `isPartial`: there are more. */
export type NamedGroups = {
  readonly groups: readonly { readonly id: string; readonly name: string }[]
  readonly isPartial: boolean
}

const typingMs = 200

/** SCIM groups of an IdP whose names contain what is typed. */
export const useNamedGroups = (idp: string) => {
  const [answer, setAnswer] = useState<{ typed: string; found: NamedGroups | undefined }>()
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
  const search = (text: string) => {
    setTyped(text)
    clearTimeout(timer.current)
    asking.current?.abort()
    const aborter = new AbortController()
    asking.current = aborter
    timer.current = setTimeout(() => {
      void fetchJson<NamedGroups>(href('/policy/scim-groups', { idp, contains: text }), aborter.signal).then(
        (found) => {
          if (!aborter.signal.aborted) setAnswer({ typed: text, found })
        },
      )
    }, typingMs)
  }
  const isAnswered = answer?.typed === typed
  // Until the next answer is there, of the last one what fits is offered.
  const fitting = (answer?.found?.groups ?? []).filter(
    ({ name }) => isAnswered || name.toLowerCase().includes(typed.trim().toLowerCase()),
  )
  return { groups: fitting, status: isAnswered ? groupsText(answer.found) : 'Looking for groups…', search }
}

const groupsText = (found: NamedGroups | undefined): string => {
  if (!found) return 'The groups could not be loaded.'
  if (found.groups.length === 0) return 'No SCIM group has such a name.'
  return found.isPartial ? 'Some of the groups: type to find others' : 'Groups'
}
