'use client'
import { Info } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.tsx'
import { Tooltip } from '#components/ui/tooltip.tsx'
import type { TableDefinition } from '#lib/table/define-table.ts'
import { canonicalFilter, type SavedFilter } from '#lib/table/saved-filter.ts'
import type { SavedFilters } from './saved-filters.tsx'

/** A saved filter that was picked and then edited: says so, until the change is saved or discarded. */
export const PickedFilter = ({
  definition,
  own,
  picked,
  query,
  onPick,
}: {
  definition: TableDefinition
  own: SavedFilters
  picked: SavedFilter
  /** What is applied now. */
  query: string
  onPick: (filter: SavedFilter) => void
}) => {
  const [isPending, setPending] = useState(false)
  if (canonicalFilter(definition, picked.query) === query) return null
  const name = picked.name ?? ''
  const save = async () => {
    setPending(true)
    const error = await own.change(picked.id, query)
    setPending(false)
    if (error) toast({ tone: 'bad', title: 'The filter was not saved', description: error.message })
    else toast({ tone: 'good', title: `${name} was saved` })
  }
  return (
    <div className="flex items-center gap-1">
      <Tooltip content={`What is applied differs from the saved filter ${name}.`}>
        <button
          type="button"
          aria-label={`${name} was edited: what is applied differs from the saved filter.`}
          className="text-accent-text grid size-6 place-items-center rounded-md"
        >
          <Info className="size-4" aria-hidden />
        </button>
      </Tooltip>
      <Button size="sm" variant="ghost" disabled={isPending || query === ''} onClick={() => void save()}>
        Save Changes
      </Button>
      <Button size="sm" variant="ghost" onClick={() => onPick(picked)}>
        Discard Changes
      </Button>
    </div>
  )
}
