import type { Metadata, Viewport } from 'next'
import { GeistMono } from 'geist/font/mono'
import { GeistSans } from 'geist/font/sans'
import { headers } from 'next/headers'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import type { ReactNode } from 'react'
import { Providers } from '#components/ui/providers.tsx'
import './globals.css'

export const metadata: Metadata = {
  title: { template: '%s · Rollcall', default: 'Rollcall' },
  description: 'Identity provisioning: SCIM 2.0, SAML 2.0 and access policy.',
  robots: { index: false, follow: false },
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fafafb' },
    { media: '(prefers-color-scheme: dark)', color: '#101114' },
  ],
}

/** Every page. Reading the nonce also keeps pages dynamic: a static page would get none and its scripts would be refused. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined
  return (
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`} suppressHydrationWarning>
      <body>
        <NuqsAdapter>
          <Providers nonce={nonce}>
            <div className="root">{children}</div>
          </Providers>
        </NuqsAdapter>
      </body>
    </html>
  )
}
