'use client'
import { usePathname } from 'next/navigation'
import { TableMessage } from '#components/table/table-message.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { administrators } from '#lib/table/administrators.ts'
import { auditLogs } from '#lib/table/audit-logs.ts'

/** A table whose rows could not be had: says which, and offers to ask again. */
export default function AdministrationError({ retry }: { error: Error & { digest?: string }; retry: () => void }) {
  const definition = usePathname().endsWith(auditLogs.name) ? auditLogs : administrators
  return (
    <>
      <PageHeader title={definition.title} />
      <Card role="alert">
        <TableMessage definition={definition} kind="error" action={<Button onClick={retry}>Try again</Button>} />
      </Card>
    </>
  )
}
