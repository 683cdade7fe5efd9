'use client'
import { usePathname } from 'next/navigation'
import { useEffect, useState } from 'react'
import { fetchJson } from '#components/table/fetch-json.ts'
import { onDemand } from '#components/ui/on-demand.ts'
import { type SessionLeft, warningMs } from './session-end.ts'

// With the dialog it stands in: the warning must not wait for a server that may be away.
const SessionWarning = onDemand(async () => {
  const [warning] = await Promise.all([import('./session-warning.tsx'), import('#components/ui/dialog-popup.tsx')])
  return warning.SessionWarning
})

/** A session ends after its longest time however busy it is, so that the server is asked now and then in any case. */
const atLeastEveryMs = 15 * 60_000
/** While it warns, another tab may keep the session: then there is nothing to warn of any more. */
const whileWarningMs = 10_000

type Props = {
  /** The Admin Portal Session Timeout. */
  timeoutMs: number
  stay: () => Promise<unknown>
  signOut: () => Promise<void>
}

/** Warns before the administrator's session ends, and leads to the sign-in page once it has. */
export const SessionTimeout = (props: Props) => {
  // A page that comes is activity, and puts the end off.
  const pathname = usePathname()
  return <Watch key={pathname} {...props} />
}

/** What is left is the server's to say, by its clock; asking keeps nothing. */
const Watch = ({ timeoutMs, stay, signOut }: Props) => {
  const [ending, setEnding] = useState<{ endsAt: number; isFinal: boolean }>()
  const [kept, setKept] = useState(0)

  useEffect(() => {
    let isCurrent = true
    let timer: ReturnType<typeof setTimeout>
    const lookIn = (ms: number) => {
      clearTimeout(timer)
      timer = setTimeout(() => void look(), Math.min(ms, atLeastEveryMs))
    }
    async function look(): Promise<void> {
      const found = await fetchJson<SessionLeft>('/session', undefined, { isBackground: true })
      if (!isCurrent) return
      // The server is away: what it says when it is back is worth more than a guess.
      if (!found) return lookIn(30_000)
      if (found.leftMs === 0) {
        location.assign(`/sign-in?return=${encodeURIComponent(location.pathname + location.search)}`)
        return
      }
      const untilWarning = found.leftMs - warningMs(timeoutMs)
      if (untilWarning > 0) setEnding(undefined)
      else setEnding({ endsAt: Date.now() + found.leftMs, isFinal: found.isFinal })
      lookIn(untilWarning > 0 ? untilWarning : Math.min(whileWarningMs, found.leftMs + 500))
    }
    // A laptop that slept has not counted.
    const wake = () => {
      if (document.visibilityState === 'visible') lookIn(0)
    }
    lookIn(kept === 0 ? timeoutMs - warningMs(timeoutMs) : 0)
    document.addEventListener('visibilitychange', wake)
    return () => {
      isCurrent = false
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', wake)
    }
  }, [timeoutMs, kept])

  return (
    <SessionWarning
      isNeeded={ending !== undefined}
      isKept={false}
      endsAt={ending?.endsAt ?? 0}
      isFinal={ending?.isFinal ?? false}
      onStay={async () => {
        await stay()
        setKept(kept + 1)
      }}
      onSignOut={signOut}
    />
  )
}
