'use client'
import { usePathname } from 'next/navigation'
import { useCallback, useEffect, useRef, useState } from 'react'
import { fetchJson } from '#components/table/fetch-json.ts'
import { onDemand } from '#components/ui/on-demand.ts'
import { type SessionLeft, warningMs } from './session-end.ts'

const SessionWarning = onDemand(async () => (await import('./session-warning.tsx')).SessionWarning)

/** A session ends after its longest time however busy it is, so that the server is asked now and then in any case. */
const atLeastEveryMs = 15 * 60_000
/** While it warns, another tab may keep the session: then there is nothing to warn of any more. */
const whileWarningMs = 10_000

/**
 * Warns before the administrator's session ends, and leads to the sign-in page once it has. What is left is the server's to
 * say, by its clock, and asking keeps nothing. `timeoutMs`: the Admin Portal Session Timeout.
 */
export const SessionTimeout = ({
  timeoutMs,
  stay,
  signOut,
}: {
  timeoutMs: number
  stay: () => Promise<unknown>
  signOut: () => Promise<void>
}) => {
  const pathname = usePathname()
  const [ending, setEnding] = useState<{ endsAt: number; isFinal: boolean }>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const look = useCallback(async () => {
    clearTimeout(timer.current)
    const again = (ms: number) => (timer.current = setTimeout(() => void look(), Math.min(ms, atLeastEveryMs)))
    const found = await fetchJson<SessionLeft>('/session', undefined, { isBackground: true })
    // The server is away: what it says when it is back is worth more than a guess.
    if (!found) return void again(30_000)
    if (found.leftMs === 0) {
      return location.assign(`/sign-in?return=${encodeURIComponent(location.pathname + location.search)}`)
    }
    const untilWarning = found.leftMs - warningMs(timeoutMs)
    if (untilWarning > 0) setEnding(undefined)
    else setEnding({ endsAt: Date.now() + found.leftMs, isFinal: found.isFinal })
    again(untilWarning > 0 ? untilWarning : Math.min(whileWarningMs, found.leftMs + 500))
  }, [timeoutMs])

  // A page that comes is activity, and puts the end off.
  useEffect(() => {
    timer.current = setTimeout(() => void look(), Math.min(timeoutMs - warningMs(timeoutMs), atLeastEveryMs))
    // A laptop that slept has not counted.
    const wake = () => {
      if (document.visibilityState === 'visible') void look()
    }
    document.addEventListener('visibilitychange', wake)
    return () => {
      clearTimeout(timer.current)
      document.removeEventListener('visibilitychange', wake)
    }
  }, [timeoutMs, look, pathname])

  return (
    <SessionWarning
      isNeeded={ending !== undefined}
      isKept={false}
      endsAt={ending?.endsAt ?? 0}
      isFinal={ending?.isFinal ?? false}
      onStay={async () => {
        await stay()
        await look()
      }}
      onSignOut={signOut}
    />
  )
}
