'use client'
import { TableMessage } from '#components/table/table-message.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { locations } from '#lib/table/locations.ts'

/** The locations could not be had: offers to ask again. */
export default function LocationsError({ retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <>
      <PageHeader title={locations.title} />
      <Card role="alert">
        <TableMessage definition={locations} kind="error" action={<Button onClick={retry}>Try again</Button>} />
      </Card>
    </>
  )
}
