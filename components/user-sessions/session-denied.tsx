import { TableMessage } from '#components/table/table-message.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import type { TableDefinition } from '#lib/table/define-table.ts'

/** In place of a page whose rows this administrator may not see. */
export const SessionDenied = ({ definition }: { definition: TableDefinition }) => (
  <>
    <PageHeader title="User Sessions" />
    <Card>
      <TableMessage definition={definition} kind="denied" />
    </Card>
  </>
)
