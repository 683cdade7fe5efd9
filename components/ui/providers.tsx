'use client'
import { CSPProvider } from '@base-ui/react/csp-provider'
import { ThemeProvider } from 'next-themes'
import { type ReactNode, useState } from 'react'
import { Announcer } from './announcer.tsx'
import { Toaster } from './toast.tsx'

/** What every page needs around it: theme, CSP nonce for inline tags, toasts, announcements. */
export const Providers = ({ nonce, children }: { nonce: string | undefined; children: ReactNode }) => {
  // The browser holds on to the policy of the document it loaded; a later answer's nonce means nothing to it.
  const [first] = useState(nonce)
  const given = first === undefined ? {} : { nonce: first }
  return (
    <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange {...given}>
      <CSPProvider {...given}>
        {children}
        <Toaster />
      </CSPProvider>
      <Announcer />
    </ThemeProvider>
  )
}
