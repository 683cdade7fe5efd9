import type { Metadata, Viewport } from 'next'
import { GeistMono } from 'geist/font/mono'
import { GeistSans } from 'geist/font/sans'
import { cookies, headers } from 'next/headers'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import type { ReactNode } from 'react'
import { isZone } from '#components/ui/format-time.ts'
import { Providers } from '#components/ui/providers.tsx'
import type { RenderedClock } from '#components/ui/rendered-clock.ts'
import { cookieName, isHttps } from '#lib/auth/cookie.ts'
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
          <Providers nonce={nonce} clock={await clock()}>
            <div className="root">{children}</div>
          </Providers>
        </NuqsAdapter>
      </body>
    </html>
  )
}

async function clock(): Promise<RenderedClock> {
  const cookie = { name: cookieName('zone'), isSecure: isHttps() }
  const zone = (await cookies()).get(cookie.name)?.value
  return { at: new Date().getTime(), zone: zone !== undefined && isZone(zone) ? zone : undefined, cookie }
}
