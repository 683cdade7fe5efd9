'use client'
import { TableMessage } from '#components/table/table-message.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { applications } from '#lib/table/applications.ts'

/** The applications could not be had: offers to ask again. */
export default function ApplicationsError({ retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <>
      <PageHeader title={applications.title} />
      <Card role="alert">
        <TableMessage definition={applications} kind="error" action={<Button onClick={retry}>Try again</Button>} />
      </Card>
    </>
  )
}
