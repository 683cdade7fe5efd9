'use client'
import { TableMessage } from '#components/table/table-message.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { apiKeys } from '#lib/table/api-keys.ts'

export default function ApiKeysError({ retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <>
      <PageHeader title={apiKeys.title} />
      <Card role="alert">
        <TableMessage definition={apiKeys} kind="error" action={<Button onClick={retry}>Try again</Button>} />
      </Card>
    </>
  )
}
