'use client'
import { CopyCell, IdText, InstantCell, None, TextCell } from '#components/table/cells.tsx'
import { type Cells, DataTable, type TablePage } from '#components/table/data-table.tsx'
import type { RowDetail } from '#components/table/row-drawer.tsx'
import type { userSessions } from '#lib/table/user-sessions.ts'
import type { SessionActions } from './actions.ts'
import { IdpLink, reasonLabel, SessionBadge } from './session-cells.tsx'
import { useBulkSessions } from './use-bulk-sessions.tsx'
import type { SessionView } from './views.ts'

export const SessionsTable = ({
  definition,
  page,
  detail,
  actions,
}: {
  definition: typeof userSessions
  page: TablePage<SessionView>
  detail: RowDetail | undefined
  /** For those who may revoke. */
  actions: SessionActions | undefined
}) => {
  const { bulk, dialog } = useBulkSessions(actions)
  return (
    <>
      <DataTable definition={definition} page={page} cells={cells} opening={{ ...opening, detail }} bulk={bulk} />
      {dialog}
    </>
  )
}

const opening = { title: 'Session', name: (session: SessionView) => session.userName }

const cells: Cells<typeof userSessions, SessionView> = {
  userName: (session) => <CopyCell value={session.userName} label="User Name" className="max-w-40 font-medium" />,
  provider: (session) => <IdpLink idp={session.idp} />,
  state: (session) => <SessionBadge state={session.state} reason={session.reason} />,
  reason: (session) => <TextCell className="text-ink-muted">{reasonLabel(session.reason)}</TextCell>,
  createdAt: (session) => <InstantCell at={session.createdAt} />,
  lastSeenAt: (session) => <InstantCell at={session.lastSeenAt} />,
  client: (session) => <TextCell className="text-ink-muted max-w-44">{session.client}</TextCell>,
  address: (session) => <TextCell className="font-mono text-xs">{session.address}</TextCell>,
  authenticatedAt: (session) => <InstantCell at={session.authenticatedAt} />,
  expiresAt: (session) => <InstantCell at={session.expiresAt} />,
  endedAt: (session) => (session.endedAt === null ? <None /> : <InstantCell at={session.endedAt} />),
  nameId: (session) => <TextCell>{session.nameId}</TextCell>,
  attributes: (session) => (
    <TextCell className="text-ink-muted">
      {session.attributes.map(({ name, values }) => `${name}: ${values.join(', ')}`).join(' · ')}
    </TextCell>
  ),
  userAgent: (session) => <TextCell className="text-ink-muted">{session.userAgent}</TextCell>,
  userId: (session) => <CopyCell value={session.userId} label="Internal User ID" isId />,
  id: (session) => <IdText className="text-ink-muted">{session.id}</IdText>,
}
