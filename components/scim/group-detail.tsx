import Link from 'next/link'
import { Badge } from '#components/ui/badge.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { Time } from '#components/ui/time.tsx'
import { href } from '#lib/table/href.ts'
import { formatCount } from '#lib/table/words.ts'
import type { OtherValue } from './attribute-values.ts'
import { countText } from './count-text.ts'
import { Facts, Part } from './facts.tsx'
import { groupHref, groupPageHref, logsHref, userHref } from './paths.ts'
import { Id, Unset } from './fact-values.tsx'

export type GroupDetailView = {
  idpId: string
  id: string
  displayName: string
  externalId: string | null
  total: number
  active: number
  /** Users who are members themselves, not through a group within. */
  direct: number
  isAtLeast: boolean
  createdAt: string
  updatedAt: string
  other: OtherValue[]
  members: { id: string; name: string; type: 'User' | 'Group'; isInactive: boolean }[]
  membersPage: number
  hasMoreMembers: boolean
  /** This very page's parameters, to turn the members' pages within it. */
  parameters: Record<string, string | undefined>
}

/** One group: attributes, members page by page, and the way to what was logged about it. */
export const GroupDetail = ({ group }: { group: GroupDetailView }) => {
  const turn = (page: number) => href('/authentication/scim/groups', { ...group.parameters, part: String(page) })
  return (
    <>
      <Part title="Attribute Values">
        <Facts
          facts={[
            { label: 'SCIM Group Name', value: group.displayName, copy: group.displayName },
            { label: 'Internal Group ID', value: <Id>{group.id}</Id>, copy: group.id },
            group.externalId
              ? { label: 'IdP SCIM Group ID', value: <Id>{group.externalId}</Id>, copy: group.externalId }
              : { label: 'IdP SCIM Group ID', value: <Unset /> },
            { label: 'Total Users in this Group', value: <Total group={group} /> },
            { label: 'Active Users in this Group', value: countText(group.active, group.isAtLeast) },
            { label: 'Last Updated', value: <Time at={group.updatedAt} format="exact" /> },
            { label: 'Created', value: <Time at={group.createdAt} format="exact" /> },
            ...group.other.map(({ path, value }) => ({ label: path.split(':').at(-1) ?? path, value })),
          ]}
        />
        <div className="mt-3 flex flex-wrap gap-2">
          <LinkButton size="sm" href={groupPageHref(group.idpId, group.id)}>
            Open page
          </LinkButton>
          <LinkButton size="sm" href={logsHref(group.idpId, group.id)}>
            SCIM Sync Logs of this group
          </LinkButton>
        </div>
      </Part>
      <Part
        title="Members"
        aside={
          group.membersPage > 1 || group.hasMoreMembers ? (
            <span className="text-ink-muted text-sm">Page {group.membersPage}</span>
          ) : null
        }
      >
        {group.members.length === 0 ? (
          <p className="text-ink-muted text-sm">
            {group.membersPage === 1 ? 'This group has no members.' : 'There are no members on this page.'}
          </p>
        ) : (
          <ul className="divide-line divide-y text-sm">
            {group.members.map((member) => (
              <li key={member.id} className="flex items-center justify-between gap-2 py-1.5">
                <Link
                  href={(member.type === 'Group' ? groupHref : userHref)(group.idpId, member.id)}
                  className="text-accent-text min-w-0 truncate hover:underline"
                >
                  {member.name}
                </Link>
                {member.type === 'Group' ? <Badge>Group</Badge> : member.isInactive ? <Badge>Inactive</Badge> : null}
              </li>
            ))}
          </ul>
        )}
        {group.membersPage > 1 || group.hasMoreMembers ? (
          <nav aria-label="Pages of members" className="mt-2 flex justify-end gap-2">
            {group.membersPage > 1 ? (
              <LinkButton size="sm" scroll={false} href={turn(group.membersPage - 1)}>
                Previous members
              </LinkButton>
            ) : null}
            {group.hasMoreMembers ? (
              <LinkButton size="sm" scroll={false} href={turn(group.membersPage + 1)}>
                Next members
              </LinkButton>
            ) : null}
          </nav>
        ) : null}
      </Part>
    </>
  )
}

/** How many there are, and how many of them only through groups within. */
const Total = ({ group: { total, direct, isAtLeast } }: { group: GroupDetailView }) => (
  <>
    {countText(total, isAtLeast)}
    {total > direct ? (
      <span className="text-ink-muted">
        {' '}
        · {formatCount(direct)} directly, {countText(total - direct, isAtLeast)} through groups within
      </span>
    ) : null}
  </>
)
