'use client'
import type { ReactNode } from 'react'
import { Drawer } from '#components/ui/drawer.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'

/** What the server rendered for the open row. Without a `body` the row is gone. */
export type RowDetail = { readonly id: string; readonly heading?: ReactNode; readonly body?: ReactNode }

/** The open row. Opens at once with placeholders, and fills when the server has answered. */
export const RowDrawer = ({
  title,
  noun,
  row,
  detail,
  onClose,
}: {
  title: string
  noun: string
  row: string | null
  detail: RowDetail | undefined
  onClose: () => void
}) => {
  const isLoaded = detail !== undefined && (row === null || detail.id === row)
  return (
    <Drawer
      open={row !== null}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      title={title}
      description={isLoaded ? detail.heading : <Skeleton className="mt-1 w-56" />}
    >
      {isLoaded ? (detail.body ?? <Missing noun={noun} />) : <Placeholders />}
    </Drawer>
  )
}

const Missing = ({ noun }: { noun: string }) => (
  <EmptyState title={`This ${noun} is no longer here`}>
    It was deleted, or it belongs to another IdP. SCIM Sync Logs may still tell what happened.
  </EmptyState>
)

const Placeholders = () => (
  <div aria-busy="true" className="flex flex-col gap-3">
    <span className="sr-only">Loading</span>
    {Array.from({ length: 9 }, (_, at) => (
      <div key={at} className="grid grid-cols-[9rem_1fr] gap-4">
        <Skeleton className="w-24" />
        <Skeleton className={at % 2 === 0 ? 'w-56' : 'w-40'} />
      </div>
    ))}
  </div>
)
