'use client'
import { IdText, InstantCell, None, TextCell } from '#components/table/cells.tsx'
import { type Cells, DataTable, type TablePage } from '#components/table/data-table.tsx'
import type { RowDetail } from '#components/table/row-drawer.tsx'
import { Badge } from '#components/ui/badge.tsx'
import type { LocationView } from '#lib/services/places/view.ts'
import type { locations } from '#lib/table/locations.ts'

export const LocationsTable = ({
  definition,
  page,
  detail,
}: {
  definition: typeof locations
  page: TablePage<LocationView>
  detail: RowDetail | undefined
}) => (
  <DataTable
    definition={definition}
    page={page}
    cells={cells}
    opening={{ title: 'Location', name: (location) => location.entry.name, detail }}
  />
)

const cells: Cells<typeof locations, LocationView> = {
  name: ({ entry, parent }) => (
    <span className="flex min-w-0 items-baseline gap-1.5">
      {parent ? <span className="text-ink-muted max-w-40 truncate">{parent.name} /</span> : null}
      <TextCell className="font-medium">{entry.name}</TextCell>
    </span>
  ),
  ranges: ({ entry }) => <TextCell className="font-mono text-xs">{entry.ranges.join(', ')}</TextCell>,
  enforcesAuthentication: ({ entry }) => (
    <Badge tone={entry.enforcesAuthentication ? 'good' : 'neutral'}>
      {entry.enforcesAuthentication ? 'Enabled' : 'Disabled'}
    </Badge>
  ),
  idp: ({ idp, parent }) => <LocationIdp idp={idp} parent={parent} />,
  updatedAt: ({ updatedAt }) => <InstantCell at={updatedAt} />,
  id: ({ id }) => <IdText className="text-ink-muted">{id}</IdText>,
}

/** The IdP of a place, and by whose word it is that one. */
export const LocationIdp = ({ idp, parent }: Pick<LocationView, 'idp' | 'parent'>) => {
  if (!idp) return <None />
  const by = { own: undefined, location: `as ${parent?.name}`, default: 'default' }[idp.by]
  return (
    <span className="inline-flex min-w-0 items-baseline gap-1.5">
      <TextCell>{idp.name}</TextCell>
      {by === undefined ? null : <span className="text-ink-muted text-xs whitespace-nowrap">{by}</span>}
    </span>
  )
}
