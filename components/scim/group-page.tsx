import Link from 'next/link'
import type { ReactNode } from 'react'
import { LinkButton } from '#components/ui/button.tsx'
import { Time } from '#components/ui/time.tsx'
import { href } from '#lib/table/href.ts'
import { formatCount } from '#lib/table/words.ts'
import type { OtherValue } from './attribute-values.ts'
import { Columns, EntityFrame, Panel } from './entity-frame.tsx'
import { EntityTimeline, type TimelineView } from './entity-timeline.tsx'
import { Facts } from './facts.tsx'
import { GroupMembers, type GroupMembersView } from './group-members.tsx'
import { groupPageHref, logsHref } from './paths.ts'
import { ServedJson, type ServedJsonView } from './served-json.tsx'
import { Id, Unset } from './fact-values.tsx'

export type GroupRef = { id: string; displayName: string }

export type GroupPageView = {
  idp: { id: string; name: string }
  id: string
  displayName: string
  externalId: string | null
  createdAt: string
  updatedAt: string
  other: OtherValue[]
  members: GroupMembersView
  /** Groups that are members of this one, and whether there are more. */
  nested: { groups: GroupRef[]; hasMore: boolean }
  /** Groups that this one is a member of. */
  parents: { groups: GroupRef[]; hasMore: boolean }
  served: ServedJsonView
  timeline: TimelineView
}

/** Everything known about one group. The numbers of its users come later where it is large: `total` and `active`. */
export const GroupPage = ({ group, total, active }: { group: GroupPageView; total: ReactNode; active: ReactNode }) => (
  <EntityFrame
    list={{ label: 'SCIM Groups', href: href('/authentication/scim/groups', { idp: group.idp.id }) }}
    idpName={group.idp.name}
    title={group.displayName}
    actions={<LinkButton href={logsHref(group.idp.id, group.id)}>SCIM Sync Logs of this group</LinkButton>}
  >
    <Columns
      main={
        <>
          <Panel title="Identity">
            <Facts
              facts={[
                { label: 'SCIM Group Name', value: group.displayName, copy: group.displayName },
                { label: 'Internal Group ID', value: <Id>{group.id}</Id>, copy: group.id },
                group.externalId
                  ? { label: 'IdP SCIM Group ID', value: <Id>{group.externalId}</Id>, copy: group.externalId }
                  : { label: 'IdP SCIM Group ID', value: <Unset /> },
                { label: 'Total Users in this Group', value: total },
                { label: 'Active Users in this Group', value: active },
                { label: 'Last Updated', value: <Time at={group.updatedAt} format="exact" /> },
                { label: 'Created', value: <Time at={group.createdAt} format="exact" /> },
                ...group.other.map(({ path, value }) => ({
                  label: path.split(':').at(-1) ?? path,
                  value,
                  copy: value,
                })),
              ]}
            />
          </Panel>
          <GroupMembers {...group.members} />
          <Related title="Nested groups" idpId={group.idp.id} related={group.nested} />
          <Related title="Member of" idpId={group.idp.id} related={group.parents} />
          <ServedJson served={group.served} />
        </>
      }
      side={<EntityTimeline timeline={group.timeline} />}
    />
  </EntityFrame>
)

/** Groups within this one, or around it; nothing when there are none. */
const Related = ({ title, idpId, related }: { title: string; idpId: string; related: GroupPageView['nested'] }) =>
  related.groups.length === 0 ? null : (
    <Panel title={title}>
      <ul className="divide-line -my-1.5 divide-y text-sm">
        {related.groups.map((group) => (
          <li key={group.id} className="py-1.5">
            <Link href={groupPageHref(idpId, group.id)} className="text-accent-text break-words hover:underline">
              {group.displayName}
            </Link>
          </li>
        ))}
      </ul>
      {related.hasMore ? (
        <p className="text-ink-muted mt-3 text-sm">The first {formatCount(related.groups.length)} by name.</p>
      ) : null}
    </Panel>
  )
