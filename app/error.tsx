'use client'
import { PageError } from '#components/shell/page-error.tsx'

export default function ErrorPage({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <main className="grid min-h-dvh place-items-center">
      <PageError digest={error.digest} onRetry={retry} />
    </main>
  )
}
