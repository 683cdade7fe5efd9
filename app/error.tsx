'use client'
import { PageError } from '#components/shell/page-error.tsx'

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="grid min-h-dvh place-items-center">
      <PageError digest={error.digest} onRetry={reset} />
    </main>
  )
}
