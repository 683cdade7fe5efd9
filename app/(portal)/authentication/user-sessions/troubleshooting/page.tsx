import type { Metadata } from 'next'
import { RefusalGuide } from '#components/user-sessions/refusal-guide.tsx'
import { SessionFrame } from '#components/user-sessions/session-frame.tsx'
import { requireSession } from '#lib/auth/session.ts'
import { refusalParts } from '#lib/saml/refusals.ts'

export const metadata: Metadata = { title: 'Sign-in Troubleshooting' }

export default async function TroubleshootingPage() {
  await requireSession()
  return (
    <SessionFrame
      path="/authentication/user-sessions/troubleshooting"
      description="Every code that the page of a failed sign-in may show. The Sign-in Log says what was found and what was expected; Test sign-in, on an IdP, shows each check."
    >
      <RefusalGuide parts={refusalParts()} />
    </SessionFrame>
  )
}
