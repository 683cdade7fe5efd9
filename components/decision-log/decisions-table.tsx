'use client'
import { IdText, InstantCell, None, TextCell } from '#components/table/cells.tsx'
import { type Cells, DataTable, type TablePage } from '#components/table/data-table.tsx'
import type { RowDetail } from '#components/table/row-drawer.tsx'
import { userPageHref } from '#components/scim/paths.ts'
import { clientTypes, platforms } from '#lib/policy/rule.ts'
import { decisionPolicies, decisionSources, type decisionLog } from '#lib/table/decision-log.ts'
import { href } from '#lib/table/href.ts'
import { formatCount } from '#lib/table/words.ts'
import { ActionBadge, labelOf, NameLink, reasonLabel } from './decision-cells.tsx'
import { ruleHref } from './paths.ts'
import type { DecisionView } from './views.ts'

export const DecisionsTable = ({
  definition,
  page,
  detail,
}: {
  definition: typeof decisionLog
  page: TablePage<DecisionView>
  detail: RowDetail | undefined
}) => <DataTable definition={definition} page={page} cells={cells} opening={{ ...opening, detail }} />

const opening = {
  title: 'Decision',
  name: ({ userName, application, host }: DecisionView) => `${userName || 'nobody'}, ${application?.name ?? host}`,
}

const named = (labels: Readonly<Record<string, string>>, value: string | null) => (
  <TextCell className="text-ink-muted">{value === null ? null : (labels[value] ?? value)}</TextCell>
)

const Id = ({ id }: { id: string | null }) =>
  id === null ? <None /> : <IdText className="text-ink-muted">{id}</IdText>

const cells: Cells<typeof decisionLog, DecisionView> = {
  at: ({ at }) => <InstantCell at={at} />,
  action: ({ action }) => <ActionBadge action={action} />,
  userName: ({ userName, userId, idp }) =>
    userId !== null && idp ? (
      <NameLink href={userPageHref(idp.id, userId)} className="max-w-48 font-medium">
        {userName}
      </NameLink>
    ) : (
      <TextCell className="max-w-48 font-medium">{userName}</TextCell>
    ),
  application: ({ application, host }) =>
    application ? (
      <NameLink href={href('/policy/applications', { row: application.id })}>{application.name}</NameLink>
    ) : (
      <TextCell className="text-ink-muted max-w-40">{host}</TextCell>
    ),
  rule: ({ rule, policy }) => (rule ? <NameLink href={ruleHref(policy, rule.id)}>{rule.name}</NameLink> : <None />),
  reason: ({ reason }) => <TextCell className="max-w-44">{reasonLabel(reason)}</TextCell>,
  provider: ({ idp }) =>
    idp ? (
      <NameLink href={`/authentication/idp-configuration/${idp.id}`} className="max-w-28">
        {idp.name}
      </NameLink>
    ) : (
      <None />
    ),
  address: ({ address }) => <TextCell className="font-mono text-xs">{address}</TextCell>,
  host: ({ host }) => <TextCell>{host}</TextCell>,
  policy: ({ policy }) => <TextCell className="text-ink-muted">{labelOf(decisionPolicies, policy)}</TextCell>,
  clientType: ({ clientType }) => named(clientTypes, clientType),
  platform: ({ platform }) => named(platforms, platform),
  countryCode: ({ countryCode }) => <TextCell>{countryCode}</TextCell>,
  source: ({ source, sourceName }) => (
    <TextCell className="text-ink-muted">{`${labelOf(decisionSources, source)}: ${sourceName}`}</TextCell>
  ),
  count: ({ count }) => <span className="tabular-nums">{formatCount(count)}</span>,
  lastAt: ({ lastAt }) => <InstantCell at={lastAt} />,
  share: ({ share }) => <span className="tabular-nums">{formatCount(share)}</span>,
  ruleId: ({ rule }) => <Id id={rule?.id ?? null} />,
  applicationId: ({ application }) => <Id id={application?.id ?? null} />,
  userId: ({ userId }) => <Id id={userId} />,
  id: ({ id }) => <Id id={id} />,
}
