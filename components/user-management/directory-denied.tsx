import { TableMessage } from '#components/table/table-message.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import type { TableDefinition } from '#lib/table/define-table.ts'

/** In place of a page whose rows this administrator may not see. */
export const DirectoryDenied = ({ definition }: { definition: TableDefinition }) => (
  <>
    <PageHeader title={definition.title} />
    <Card>
      <TableMessage definition={definition} kind="denied" />
    </Card>
  </>
)
