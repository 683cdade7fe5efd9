'use client'
import { IdText, InstantCell, None, TextCell } from '#components/table/cells.tsx'
import { type Cells, DataTable, type TablePage } from '#components/table/data-table.tsx'
import type { RowDetail } from '#components/table/row-drawer.tsx'
import { Badge } from '#components/ui/badge.tsx'
import type { ApplicationView, SegmentGroupView } from '#lib/services/policy/view.ts'
import type { applications, segmentGroups } from '#lib/table/applications.ts'
import { formatCount } from '#lib/table/words.ts'
import { portsText } from './ports-text.ts'

export const ApplicationsTable = ({
  definition,
  page,
  detail,
}: {
  definition: typeof applications
  page: TablePage<ApplicationView>
  detail: RowDetail | undefined
}) => (
  <DataTable
    definition={definition}
    page={page}
    cells={applicationCells}
    opening={{ title: 'Application', name: (application) => application.entry.name, detail }}
  />
)

export const SegmentGroupsTable = ({
  definition,
  page,
  detail,
}: {
  definition: typeof segmentGroups
  page: TablePage<SegmentGroupView>
  detail: RowDetail | undefined
}) => (
  <DataTable
    definition={definition}
    page={page}
    cells={groupCells}
    opening={{ title: 'Segment group', name: (group) => group.entry.name, detail }}
  />
)

const applicationCells: Cells<typeof applications, ApplicationView> = {
  name: ({ entry }) => <TextCell className="font-medium">{entry.name}</TextCell>,
  status: ({ entry }) => <StatusBadge isEnabled={entry.isEnabled} />,
  domains: ({ entry }) => <TextCell className="max-w-80 font-mono text-xs">{entry.domains.join(', ')}</TextCell>,
  ports: ({ entry }) => <TextCell className="max-w-64">{portsText(entry)}</TextCell>,
  group: ({ group }) => (group === undefined ? <None /> : <TextCell>{group}</TextCell>),
  updatedAt: ({ updatedAt }) => <InstantCell at={updatedAt} />,
  id: ({ id }) => <IdText className="text-ink-muted">{id}</IdText>,
}

const groupCells: Cells<typeof segmentGroups, SegmentGroupView> = {
  name: ({ entry }) => <TextCell className="font-medium">{entry.name}</TextCell>,
  status: ({ entry }) => <StatusBadge isEnabled={entry.isEnabled} />,
  applications: ({ applications }) => formatCount(applications.length),
  description: ({ entry }) => <TextCell className="text-ink-muted max-w-80">{entry.description}</TextCell>,
  updatedAt: ({ updatedAt }) => <InstantCell at={updatedAt} />,
  id: ({ id }) => <IdText className="text-ink-muted">{id}</IdText>,
}

const StatusBadge = ({ isEnabled }: { isEnabled: boolean }) => (
  <Badge tone={isEnabled ? 'good' : 'neutral'}>{isEnabled ? 'Enabled' : 'Disabled'}</Badge>
)
