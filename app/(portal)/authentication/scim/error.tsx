'use client'
import { usePathname } from 'next/navigation'
import { TableMessage } from '#components/table/table-message.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { scimAttributes } from '#lib/table/scim-attributes.ts'
import { scimGroups } from '#lib/table/scim-groups.ts'
import { scimSyncLogs } from '#lib/table/scim-sync-logs.ts'
import { scimUsers } from '#lib/table/scim-users.ts'

const tables = [scimAttributes, scimGroups, scimSyncLogs, scimUsers]

/** A table whose rows could not be had: says which, and offers to ask again. */
export default function ScimError({ retry }: { error: Error & { digest?: string }; retry: () => void }) {
  const pathname = usePathname()
  const definition = tables.find((table) => pathname.endsWith(table.name.replace(/^scim-/, '/'))) ?? scimUsers
  return (
    <>
      <PageHeader title={definition.title} />
      <Card role="alert">
        <TableMessage definition={definition} kind="error" action={<Button onClick={retry}>Try again</Button>} />
      </Card>
    </>
  )
}
