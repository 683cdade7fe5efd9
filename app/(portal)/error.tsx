'use client'
import { PageError } from '#components/shell/page-error.tsx'

/** An error below the portal's frame: the menu stays. */
export default function PortalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <PageError digest={error.digest} onRetry={reset} />
}
