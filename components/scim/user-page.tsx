import Link from 'next/link'
import type { ReactNode } from 'react'
import { LinkButton } from '#components/ui/button.tsx'
import { PageTurner } from '#components/ui/page-turner.tsx'
import { Time } from '#components/ui/time.tsx'
import { href } from '#lib/table/href.ts'
import { formatCount } from '#lib/table/words.ts'
import type { OtherValue, PortalValue } from './attribute-values.ts'
import { Columns, EntityFrame, Panel } from './entity-frame.tsx'
import { EntityTimeline, type TimelineView } from './entity-timeline.tsx'
import { Facts } from './facts.tsx'
import { attributesHref, groupPageHref, logsHref } from './paths.ts'
import { ServedJson, type ServedJsonView } from './served-json.tsx'
import { UserStatus } from './status-badge.tsx'
import { Id, OtherFacts, PortalFacts, Unset } from './fact-values.tsx'

export type UserPageView = {
  idp: { id: string; name: string }
  id: string
  userName: string
  displayName: string | null
  externalId: string | null
  active: boolean
  isForeignDomain: boolean
  createdAt: string
  updatedAt: string
  portal: PortalValue[]
  other: OtherValue[]
  groups: { id: string; displayName: string }[]
  groupsTotal: number
  groupsPage: number
  hasMoreGroups: boolean
  /** This very page's parameters, to turn pages within it. */
  parameters: Record<string, string | undefined>
  served: ServedJsonView
  timeline: TimelineView
}

/** Everything known about one user. `sessions`: the panel of those, where sign-in is this IdP's. */
export const UserPage = ({ user, sessions }: { user: UserPageView; sessions?: ReactNode }) => (
  <EntityFrame
    list={{ label: 'SCIM Users', href: href('/authentication/scim/users', { idp: user.idp.id }) }}
    idpName={user.idp.name}
    title={user.displayName ?? user.userName}
    state={
      <>
        <UserStatus active={user.active} isForeignDomain={user.isForeignDomain} />
        {user.displayName ? <span className="break-all">{user.userName}</span> : null}
      </>
    }
    actions={<LinkButton href={logsHref(user.idp.id, user.id)}>SCIM Sync Logs of this user</LinkButton>}
  >
    <Columns
      main={
        <>
          <Panel title="Identity">
            <Facts
              facts={[
                { label: 'SCIM User Name', value: user.userName, copy: user.userName },
                { label: 'Internal User ID', value: <Id>{user.id}</Id>, copy: user.id },
                user.externalId
                  ? { label: 'IdP SCIM User ID', value: <Id>{user.externalId}</Id>, copy: user.externalId }
                  : { label: 'IdP SCIM User ID', value: <Unset /> },
                { label: 'Last Updated', value: <Time at={user.updatedAt} format="exact" /> },
                { label: 'Created', value: <Time at={user.createdAt} format="exact" /> },
              ]}
            />
          </Panel>
          {sessions}
          <Panel
            title="Attribute Values"
            aside={
              <Link href={attributesHref(user.idp.id)} className="text-accent-text text-sm hover:underline">
                SCIM Attributes
              </Link>
            }
          >
            <PortalFacts values={user.portal} />
          </Panel>
          {user.other.length > 0 ? (
            <Panel title="Other attributes">
              <OtherFacts values={user.other} />
            </Panel>
          ) : null}
          <Panel
            title="SCIM Groups"
            aside={<span className="text-ink-muted text-sm tabular-nums">{formatCount(user.groupsTotal)}</span>}
          >
            {user.groups.length === 0 ? (
              <p className="text-ink-muted text-sm">
                {user.groupsTotal === 0 ? 'Not a member of any group.' : 'There are no groups on this page.'}
              </p>
            ) : (
              <ul className="divide-line -my-1.5 divide-y text-sm">
                {user.groups.map((group) => (
                  <li key={group.id} className="py-1.5">
                    <Link
                      href={groupPageHref(user.idp.id, group.id)}
                      className="text-accent-text break-words hover:underline"
                    >
                      {group.displayName}
                    </Link>
                  </li>
                ))}
              </ul>
            )}
            <PageTurner
              what="groups"
              page={user.groupsPage}
              hasMore={user.hasMoreGroups}
              hrefOf={(page) =>
                href(`/authentication/scim/users/${user.id}`, { ...user.parameters, part: String(page) })
              }
            />
          </Panel>
          <ServedJson served={user.served} />
        </>
      }
      side={<EntityTimeline timeline={user.timeline} />}
    />
  </EntityFrame>
)
