import Link from 'next/link'
import { LinkButton } from '#components/ui/button.tsx'
import { Time } from '#components/ui/time.tsx'
import type { OtherValue, PortalValue } from './attribute-values.ts'
import { Id, OtherFacts, PortalFacts, Unset } from './fact-values.tsx'
import { Facts, Part } from './facts.tsx'
import { attributesHref, groupHref, logsHref, userPageHref } from './paths.ts'
import { UserStatus } from './status-badge.tsx'

export type UserDetailView = {
  idpId: string
  id: string
  externalId: string | null
  active: boolean
  isForeignDomain: boolean
  createdAt: string
  updatedAt: string
  portal: PortalValue[]
  other: OtherValue[]
  groups: { id: string; displayName: string }[]
  hasMoreGroups: boolean
}

/** Attribute Values of one user, its memberships, and the way to what was logged about it. */
export const UserDetail = ({ user }: { user: UserDetailView }) => (
  <>
    <Part title="Identity">
      <Facts
        facts={[
          { label: 'Status', value: <UserStatus active={user.active} isForeignDomain={user.isForeignDomain} /> },
          { label: 'Internal User ID', value: <Id>{user.id}</Id>, copy: user.id },
          user.externalId
            ? { label: 'IdP SCIM User ID', value: <Id>{user.externalId}</Id>, copy: user.externalId }
            : { label: 'IdP SCIM User ID', value: <Unset /> },
          { label: 'Last Updated', value: <Time at={user.updatedAt} format="exact" /> },
          { label: 'Created', value: <Time at={user.createdAt} format="exact" /> },
        ]}
      />
      <div className="mt-3 flex flex-wrap gap-2">
        <LinkButton size="sm" href={userPageHref(user.idpId, user.id)}>
          Open page
        </LinkButton>
        <LinkButton size="sm" href={logsHref(user.idpId, user.id)}>
          SCIM Sync Logs of this user
        </LinkButton>
      </div>
    </Part>
    <Part
      title="Attribute Values"
      aside={
        <Link href={attributesHref(user.idpId)} className="text-accent-text text-sm hover:underline">
          SCIM Attributes
        </Link>
      }
    >
      <PortalFacts values={user.portal} />
    </Part>
    {user.other.length > 0 ? (
      <Part title="Other attributes">
        <OtherFacts values={user.other} />
      </Part>
    ) : null}
    <Part title="SCIM Groups">
      {user.groups.length === 0 ? (
        <p className="text-ink-muted text-sm">Not a member of any group.</p>
      ) : (
        <ul className="divide-line divide-y text-sm">
          {user.groups.map((group) => (
            <li key={group.id} className="py-1.5">
              <Link href={groupHref(user.idpId, group.id)} className="text-accent-text hover:underline">
                {group.displayName}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {user.hasMoreGroups ? (
        <p className="text-ink-muted mt-1 text-sm">The first {user.groups.length} by name.</p>
      ) : null}
    </Part>
  </>
)
