import Link from 'next/link'
import { Facts, Part } from '#components/scim/facts.tsx'
import { groupHref } from '#components/scim/paths.ts'
import { Id, Unset } from '#components/scim/fact-values.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { Time } from '#components/ui/time.tsx'
import type { GroupDetail as Group } from '#lib/services/directory/index.ts'
import { rowId } from '#lib/table/directories.ts'
import { href } from '#lib/table/href.ts'
import { formatCount } from '#lib/table/words.ts'
import type { NamedActions as Actions } from './actions.ts'
import { SourceBadge } from './directory-cells.tsx'
import { NamedActions } from './named-actions.tsx'
import { OwnerNote } from './owner-note.tsx'
import { directoryUserHref, isLocal } from './paths.ts'
import { Comments } from './user-detail.tsx'

/** Deletions of more than these memberships ask for the name. */
const MANY = 10

/** One group with a page of its members. `actions`: for those who may change it. */
export const GroupDetail = ({ group, page, actions }: { group: Group; page: number; actions: Actions | undefined }) => {
  const members = `${formatCount(group.total)} user${group.total === 1 ? '' : 's'}`
  return (
    <>
      {isLocal(group.idpId) ? (
        actions && (
          <NamedActions
            noun="group"
            named={{ id: group.id, version: group.version, entry: { name: group.name, comments: group.comments } }}
            consequence={group.total === 0 ? 'It has no users.' : `${members} lose this group; the users stay.`}
            asksForName={group.total > MANY}
            actions={actions}
          />
        )
      ) : (
        <OwnerNote
          noun="group"
          directory={group.directory}
          source={group.source}
          href={groupHref(group.idpId, group.id)}
          label="SCIM group"
        />
      )}
      <Part title="Group">
        <Facts
          facts={[
            { label: 'Name', value: group.name, copy: group.name },
            { label: 'Users', value: `${formatCount(group.total)}, ${formatCount(group.active)} of them active` },
            { label: 'Comments', value: group.comments ? <Comments>{group.comments}</Comments> : <Unset /> },
            { label: 'Source', value: <SourceBadge source={group.source} /> },
            { label: 'Identity Provider', value: group.directory.name },
            { label: 'Internal Group ID', value: <Id>{group.id}</Id>, copy: group.id },
            { label: 'Last Updated', value: <Time at={group.updatedAt} format="exact" /> },
            { label: 'Created', value: <Time at={group.createdAt} format="exact" /> },
          ]}
        />
      </Part>
      <Members group={group} page={page} />
    </>
  )
}

const Members = ({ group, page }: { group: Group; page: number }) => {
  const turn = (part: number) =>
    href('/user-management/groups', { row: rowId(group), part: part === 1 ? undefined : String(part) })
  return (
    <Part
      title="Members"
      aside={page > 1 || group.hasMoreMembers ? <span className="text-ink-muted text-sm">Page {page}</span> : null}
    >
      {group.members.length === 0 ? (
        <p className="text-ink-muted text-sm">
          {page === 1 ? 'This group has no members.' : 'There are no members on this page.'}
        </p>
      ) : (
        <ul className="divide-line divide-y text-sm">
          {group.members.map((member) => (
            <li key={member.id} className="flex items-center justify-between gap-2 py-1.5">
              <Link
                href={
                  member.type === 'Group'
                    ? href('/user-management/groups', { row: rowId({ idpId: group.idpId, id: member.id }) })
                    : directoryUserHref({ idpId: group.idpId, id: member.id })
                }
                className="text-accent-text min-w-0 truncate hover:underline"
              >
                {member.name}
              </Link>
              {member.type === 'Group' ? (
                <Badge>Group</Badge>
              ) : member.active === false ? (
                <Badge>Inactive</Badge>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {page > 1 || group.hasMoreMembers ? (
        <nav aria-label="Pages of members" className="mt-2 flex justify-end gap-2">
          {page > 1 ? (
            <LinkButton size="sm" scroll={false} href={turn(page - 1)}>
              Previous members
            </LinkButton>
          ) : null}
          {group.hasMoreMembers ? (
            <LinkButton size="sm" scroll={false} href={turn(page + 1)}>
              Next members
            </LinkButton>
          ) : null}
        </nav>
      ) : null}
    </Part>
  )
}
