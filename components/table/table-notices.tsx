'use client'
import { useSearchParams } from 'next/navigation'
import { Callout } from '#components/ui/callout.tsx'
import type { TableDefinition } from '#lib/table/define-table.ts'
import { noticesOf } from '#lib/table/notices.ts'

/** What the address asks for and the table cannot give. */
export const TableNotices = ({ definition }: { definition: TableDefinition }) => {
  const parameters = useSearchParams()
  const notices = noticesOf(definition, new URLSearchParams(parameters))
  if (notices.length === 0) return null
  return (
    <Callout tone="warn">
      {notices.map((notice) => (
        <p key={notice}>{notice}</p>
      ))}
    </Callout>
  )
}
