'use client'
import { TableMessage } from '#components/table/table-message.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { alerts } from '#lib/table/alerts.ts'

export default function AlertsError({ retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <>
      <PageHeader title={alerts.title} />
      <Card role="alert">
        <TableMessage definition={alerts} kind="error" action={<Button onClick={retry}>Try again</Button>} />
      </Card>
    </>
  )
}
