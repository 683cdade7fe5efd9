'use client'
import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { fetchJson } from '#components/table/fetch-json.ts'
import { cn } from '#components/ui/cn.ts'
import { toast } from '#components/ui/toast.tsx'
import { formatCount } from '#lib/table/words.ts'
import type { SyncLogView } from './sync-logs-table.tsx'
import type { TailAnswer } from './use-live-tail.ts'

/** Unchanged updates in a row that the list leaves out: below the row `under`, or above all of them. */
export type FoldView = { under: string | null; newer: string | null; older: string | null; count: number }

/** `12 unchanged updates`, which a click puts below it, and another one away again. */
export const FoldRow = ({
  fold,
  isOpen,
  onOpen,
  onClose,
}: {
  fold: FoldView
  isOpen: boolean
  onOpen: (rows: SyncLogView[]) => void
  onClose: () => void
}) => {
  const [isLoading, setLoading] = useState(false)
  const open = async () => {
    setLoading(true)
    const parameters = new URLSearchParams(location.search)
    for (const end of ['newer', 'older'] as const) if (fold[end]) parameters.set(end, fold[end])
    const answer = await fetchJson<TailAnswer>(`${location.pathname}/unchanged?${parameters}`)
    setLoading(false)
    if (answer) onOpen(answer.rows)
    else
      toast({ title: 'The unchanged updates could not be loaded', description: 'Try again in a moment.', tone: 'bad' })
  }
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      aria-busy={isLoading}
      onClick={() => (isOpen ? onClose() : void open())}
      className="text-ink-muted bg-sunken hover:bg-hover hover:text-ink flex min-h-7 w-full items-center gap-1.5 px-4 text-left text-xs max-md:rounded-lg"
    >
      <ChevronRight className={cn('size-3.5 transition-transform', isOpen && 'rotate-90')} aria-hidden />
      {formatCount(fold.count)} unchanged {fold.count === 1 ? 'update' : 'updates'}
    </button>
  )
}

/** Between what has come since somebody looked, and what was there. */
export const NewMarker = () => (
  <p className="text-accent-text flex items-center gap-3 px-4 py-1 text-xs font-medium before:h-px before:flex-1 before:bg-current before:opacity-30 after:h-px after:flex-1 after:bg-current after:opacity-30">
    New since you looked
  </p>
)
