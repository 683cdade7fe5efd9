'use client'
import { CSPProvider } from '@base-ui/react/csp-provider'
import { ThemeProvider } from 'next-themes'
import { type ReactNode, useState } from 'react'
import { Announcer } from './announcer.tsx'
import { ClockProvider } from './clock.tsx'
import type { RenderedClock } from './rendered-clock.ts'
import { Toaster } from './toast.tsx'
import { Unreachable } from './unreachable.tsx'

/** What every page needs around it: theme, CSP nonce for inline tags, the clock, toasts, announcements. */
export const Providers = ({
  nonce,
  clock,
  children,
}: {
  nonce: string | undefined
  clock: RenderedClock
  children: ReactNode
}) => {
  // The browser holds on to the policy of the document it loaded; a later answer's nonce means nothing to it.
  const [first] = useState(nonce)
  const given = first === undefined ? {} : { nonce: first }
  return (
    <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange {...given}>
      <CSPProvider {...given}>
        <ClockProvider rendered={clock}>{children}</ClockProvider>
        <Toaster />
        <Unreachable />
      </CSPProvider>
      <Announcer />
    </ThemeProvider>
  )
}
