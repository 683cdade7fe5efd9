'use client'
import { CircleAlert } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'

/** A page that could not be shown. The digest is what the server's log names the error by. */
export const PageError = ({ digest, onRetry }: { digest: string | undefined; onRetry: () => void }) => (
  <div role="alert">
    <EmptyState
      icon={<CircleAlert className="text-bad" />}
      title={<h1>This page could not be loaded</h1>}
      action={
        <Button variant="primary" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      <p>Nothing was changed. Provisioning is not affected by this page.</p>
      {digest ? (
        <p className="mt-1">
          In the server&rsquo;s log this error is <code className="font-mono text-xs">{digest}</code>.
        </p>
      ) : null}
    </EmptyState>
  </div>
)
