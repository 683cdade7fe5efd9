import type { Metadata } from 'next'
import { LinkButton } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'

export const metadata: Metadata = { title: 'Page not found' }

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState
        title={<h1>There is no page at this address</h1>}
        action={<LinkButton href="/">Go to Overview</LinkButton>}
      >
        It may have been removed, or the link may be incomplete.
      </EmptyState>
    </main>
  )
}
