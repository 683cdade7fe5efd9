'use client'
import { PageError } from '#components/shell/page-error.tsx'

/** An error below the portal's frame: the menu stays. */
export default function PortalError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return <PageError digest={error.digest} onRetry={retry} />
}
