'use client'
import { RefreshCw, Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'

const statuses = [
  { value: 'any', label: 'Any status' },
  { value: 'enabled', label: 'Enabled' },
  { value: 'disabled', label: 'Disabled' },
  { value: 'resume', label: 'Resume' },
]

export type IdpFilter = { name: string; status: string }

/** Filters of the table by name and status, and its refresh. */
export const IdpFilters = ({
  filter,
  onChange,
  summary,
}: {
  filter: IdpFilter
  onChange: (change: Partial<IdpFilter>) => void
  summary: string
}) => {
  const router = useRouter()
  const [isRefreshing, startRefresh] = useTransition()
  const isFiltered = filter.name !== '' || filter.status !== 'any'
  return (
    <div className="flex flex-wrap items-center gap-2 pb-3">
      <div className="relative w-full sm:w-64">
        <Search className="text-ink-faint pointer-events-none absolute top-2 left-2.5 size-4" aria-hidden />
        <Input
          type="search"
          aria-label="Filter by name"
          placeholder="Filter by name"
          value={filter.name}
          className="pl-8"
          onValueChange={(name) => onChange({ name })}
        />
      </div>
      <Select
        aria-label="Filter by status"
        items={statuses}
        value={filter.status}
        className="w-36"
        onValueChange={(status) => onChange({ status })}
      />
      {isFiltered ? (
        <Button variant="ghost" onClick={() => onChange({ name: '', status: 'any' })}>
          Clear
        </Button>
      ) : null}
      <output className="text-ink-muted ml-auto text-sm">{summary}</output>
      <Button
        square
        aria-label="Refresh"
        title="Refresh"
        disabled={isRefreshing}
        onClick={() => startRefresh(() => router.refresh())}
      >
        <RefreshCw className={isRefreshing ? 'animate-spin' : ''} aria-hidden />
      </Button>
    </div>
  )
}
