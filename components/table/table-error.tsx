'use client'
import { usePathname } from 'next/navigation'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import type { TableDefinition } from '#lib/table/define-table.ts'
import { TableMessage } from './table-message.tsx'

/** In place of a page whose rows could not be had: says which table's, and offers to ask again. */
export const TableError = ({
  tables,
  retry,
}: {
  /** By how the paths of their pages end; where none fits, the first. */
  tables: Readonly<Record<string, TableDefinition>>
  retry: () => void
}) => {
  const pathname = usePathname()
  const definition = Object.entries(tables).find(([end]) => pathname.endsWith(end))?.[1] ?? Object.values(tables)[0]
  if (!definition) return null
  return (
    <>
      <PageHeader title={definition.title} />
      <Card role="alert">
        <TableMessage definition={definition} kind="error" action={<Button onClick={retry}>Try again</Button>} />
      </Card>
    </>
  )
}
