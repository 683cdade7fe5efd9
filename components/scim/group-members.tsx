import Link from 'next/link'
import { Badge } from '#components/ui/badge.tsx'
import { ListSearch } from '#components/ui/list-search.tsx'
import { PageTurner } from '#components/ui/page-turner.tsx'
import { href } from '#lib/table/href.ts'
import { Panel } from './entity-frame.tsx'
import { groupPageHref, userPageHref } from './paths.ts'

export type GroupMembersView = {
  idpId: string
  groupId: string
  members: { id: string; name: string; type: 'User' | 'Group'; isInactive: boolean }[]
  page: number
  hasMore: boolean
  /** What the members were searched for. */
  search: string
}

/** A group's members, page by page, and those that contain a text. */
export const GroupMembers = ({ idpId, groupId, members, page, hasMore, search }: GroupMembersView) => {
  const path = `/authentication/scim/groups/${groupId}`
  return (
    <Panel title="Members" id="members">
      <div className="mb-3">
        <ListSearch
          label="Search members"
          placeholder="Name, e-mail or IdP SCIM User ID"
          path={path}
          kept={{ idp: idpId }}
          search={search}
        />
      </div>
      {members.length === 0 ? (
        <p className="text-ink-muted text-sm">
          {page > 1
            ? 'There are no members on this page.'
            : search === ''
              ? 'This group has no members.'
              : `No member has “${search}” in its name, e-mail or IdP SCIM User ID.`}
        </p>
      ) : (
        <ul aria-label="Members" className="divide-line -my-1.5 divide-y text-sm">
          {members.map((member) => (
            <li key={member.id} className="flex items-center justify-between gap-2 py-1.5">
              <Link
                href={(member.type === 'Group' ? groupPageHref : userPageHref)(idpId, member.id)}
                className="text-accent-text min-w-0 truncate hover:underline"
              >
                {member.name}
              </Link>
              {member.type === 'Group' ? <Badge>Group</Badge> : member.isInactive ? <Badge>Inactive</Badge> : null}
            </li>
          ))}
        </ul>
      )}
      <PageTurner
        what="members"
        page={page}
        hasMore={hasMore}
        hrefOf={(next) => href(path, { idp: idpId, search, part: String(next) })}
      />
    </Panel>
  )
}
