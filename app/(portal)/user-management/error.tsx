'use client'
import { usePathname } from 'next/navigation'
import { TableMessage } from '#components/table/table-message.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { directoryDepartments } from '#lib/table/directory-departments.ts'
import { directoryGroups } from '#lib/table/directory-groups.ts'
import { directoryUsers } from '#lib/table/directory-users.ts'

const tables = [directoryUsers, directoryGroups, directoryDepartments]

/** A table whose rows could not be had: says which, and offers to ask again. */
export default function DirectoryError({ retry }: { error: Error & { digest?: string }; retry: () => void }) {
  const pathname = usePathname()
  const definition = tables.find((table) => pathname.endsWith(`/${table.name}`)) ?? directoryUsers
  return (
    <>
      <PageHeader title={definition.title} />
      <Card role="alert">
        <TableMessage definition={definition} kind="error" action={<Button onClick={retry}>Try again</Button>} />
      </Card>
    </>
  )
}
