import { CircleAlert, Inbox, Lock, SearchX } from 'lucide-react'
import type { ReactNode } from 'react'
import { EmptyState } from '#components/ui/empty-state.tsx'
import type { TableDefinition } from '#lib/table/define-table.ts'
import { messages } from '#lib/table/words.ts'

const icons = {
  empty: <Inbox aria-hidden />,
  noMatch: <SearchX aria-hidden />,
  unreadable: <SearchX aria-hidden />,
  beyond: <SearchX aria-hidden />,
  error: <CircleAlert className="text-bad" aria-hidden />,
  denied: <Lock aria-hidden />,
}

/** In place of rows: why there are none, in words of this table. */
export const TableMessage = ({
  definition,
  kind,
  action,
}: {
  definition: TableDefinition
  kind: keyof typeof icons
  action?: ReactNode
}) => {
  const { title, text } = messages(definition)[kind]
  return (
    <EmptyState icon={icons[kind]} title={title} action={action}>
      {text}
    </EmptyState>
  )
}
