'use client'
import { type ReactNode, useEffect } from 'react'
import { type RenderedClock, RenderedClockContext } from './rendered-clock.ts'
import { useZone } from './zone.ts'

export const ClockProvider = ({ rendered, children }: { rendered: RenderedClock; children: ReactNode }) => (
  <RenderedClockContext value={rendered}>
    <TellZone rendered={rendered} />
    {children}
  </RenderedClockContext>
)

const YEAR = 365 * 86_400

/** Tells the server in which zone the reader wants times, for a year from the last visit. */
const TellZone = ({ rendered: { cookie } }: { rendered: RenderedClock }) => {
  const zone = useZone()
  const { name, isSecure } = cookie
  useEffect(() => {
    document.cookie = `${name}=${zone}; Path=/; Max-Age=${YEAR}; SameSite=Lax${isSecure ? '; Secure' : ''}`
  }, [zone, name, isSecure])
  return null
}
