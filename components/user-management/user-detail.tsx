import Link from 'next/link'
import { Facts, Part } from '#components/scim/facts.tsx'
import { userHref } from '#components/scim/paths.ts'
import { UserStatus } from '#components/scim/status-badge.tsx'
import { Id, Unset } from '#components/scim/fact-values.tsx'
import { Time } from '#components/ui/time.tsx'
import type { UserDetail as User } from '#lib/services/directory/index.ts'
import type { UserActions as Actions } from './actions.ts'
import { OwnerNote } from './owner-note.tsx'
import { directoryGroupHref } from './paths.ts'
import { SourceBadge } from './directory-cells.tsx'
import { UserActions } from './user-actions.tsx'

/** One user, whoever owns it. `actions`: for those who may change it. */
export const UserDetail = ({ user, actions }: { user: User; actions: Actions | undefined }) => {
  const { entry } = user
  return (
    <>
      {user.isEditable ? (
        actions && <UserActions user={user} actions={actions} />
      ) : (
        <OwnerNote
          noun="user"
          directory={user.directory}
          source={user.source}
          href={userHref(user.idpId, user.id)}
          label="SCIM user"
        />
      )}
      <Part title="Identity">
        <Facts
          facts={[
            { label: 'Status', value: <UserStatus active={entry.active} isForeignDomain={user.isForeignDomain} /> },
            { label: 'User ID', value: entry.userName, copy: entry.userName },
            { label: 'User Name', value: user.name ?? <Unset /> },
            { label: 'Department', value: entry.department || <Unset /> },
            { label: 'Comments', value: entry.comments ? <Comments>{entry.comments}</Comments> : <Unset /> },
            { label: 'Source', value: <SourceBadge source={user.source} /> },
            { label: 'Identity Provider', value: user.directory.name },
            { label: 'Internal User ID', value: <Id>{user.id}</Id>, copy: user.id },
            { label: 'Last Updated', value: <Time at={user.updatedAt} format="exact" /> },
            { label: 'Created', value: <Time at={user.createdAt} format="exact" /> },
          ]}
        />
      </Part>
      <Part title="Groups">
        {user.groups.length === 0 ? (
          <p className="text-ink-muted text-sm">Not a member of any group.</p>
        ) : (
          <ul className="divide-line divide-y text-sm">
            {user.groups.map((group) => (
              <li key={group.id} className="py-1.5">
                <Link
                  href={directoryGroupHref({ idpId: user.idpId, id: group.id })}
                  className="text-accent-text hover:underline"
                >
                  {group.name}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Part>
    </>
  )
}

export const Comments = ({ children }: { children: string }) => (
  <span className="break-words whitespace-pre-line">{children}</span>
)
