'use client'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'

/** What is pending could not be had: offers to ask again. */
export default function ActivationError({ retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <>
      <PageHeader title="Activation" />
      <Card role="alert">
        <EmptyState title="What is pending could not be read" action={<Button onClick={retry}>Try again</Button>}>
          Nothing was changed.
        </EmptyState>
      </Card>
    </>
  )
}
