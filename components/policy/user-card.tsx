import Link from 'next/link'
import { Facts } from '#components/scim/facts.tsx'
import { userPageHref } from '#components/scim/paths.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Card } from '#components/ui/card.tsx'
import { Time } from '#components/ui/time.tsx'
import { formatCount } from '#lib/table/words.ts'
import { BlockUser, type BlockActions } from './block-user.tsx'

/** Somebody as policies see them. */
export type PersonView = {
  idpId: string
  /** Undefined: SCIM has not brought them. */
  userId: string | undefined
  userName: string
  isInvented: boolean
  provisioned: 'active' | 'inactive' | 'absent'
  groups: number
  /** ISO 8601; null: never. */
  authenticatedAt: string | null
  isGated: boolean
  block: { reason: string; by: string } | null
}

const states = {
  active: { label: 'Active', tone: 'good' },
  inactive: { label: 'Inactive', tone: 'warn' },
  absent: { label: 'Not provisioned', tone: 'warn' },
} as const

export const UserCard = ({ person, actions }: { person: PersonView; actions: BlockActions | undefined }) => {
  const { label, tone } = states[person.provisioned]
  return (
    <Card className="p-4 sm:p-5">
      <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
        <h2 className="min-w-0 text-base font-semibold break-words">
          {person.userId === undefined ? (
            person.userName
          ) : (
            <Link href={userPageHref(person.idpId, person.userId)} className="hover:text-accent-text hover:underline">
              {person.userName}
            </Link>
          )}
        </h2>
        {actions && person.userId !== undefined ? (
          <BlockUser
            person={{ idpId: person.idpId, userId: person.userId }}
            userName={person.userName}
            isBlocked={person.block !== null}
            actions={actions}
          />
        ) : null}
      </div>
      {person.block ? (
        <Callout tone="bad" title={`Blocked by ${person.block.by}`} className="mb-2">
          {person.block.reason}
        </Callout>
      ) : null}
      {person.isGated ? (
        <Callout tone="warn" title="SCIM criteria wait" className="mb-2">
          SCIM Attributes for Policy was first enabled after this person last signed in. Until they sign in again, rules
          go by SAML criteria alone.
        </Callout>
      ) : null}
      <Facts
        facts={[
          ...(person.isInvented ? [{ label: 'User', value: 'Invented' }] : []),
          { label: 'SCIM', value: <Badge tone={tone}>{label}</Badge> },
          { label: 'Groups', value: formatCount(person.groups) },
          {
            label: 'Last sign-in',
            value: person.authenticatedAt === null ? 'Never' : <Time at={person.authenticatedAt} format="exact" />,
          },
        ]}
      />
    </Card>
  )
}
