import Link from 'next/link'
import type { ReactNode } from 'react'
import { userHref } from '#components/scim/paths.ts'
import { Facts } from '#components/scim/facts.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import type { PersonCheck, TestView } from '#lib/services/test-sign-in/index.ts'

/** The login name against whom it stands for here: the SCIM userName, or an administrator. */
export const PersonResult = ({ test, person }: { test: TestView; person: PersonCheck }) => {
  const { match, advice } = wordsOf(test.idp.id, person)
  const isNameId = test.idp.loginNameAttribute === 'NameID'
  return (
    <section className="flex flex-col gap-2">
      <h2 className="text-base font-semibold">
        {test.idp.singleSignOn === 'admin' ? 'Administrator' : 'NameID and userName'}
      </h2>
      <Card className="px-3 py-1">
        <Facts
          facts={[
            {
              label: isNameId ? 'Login name' : test.idp.loginNameAttribute,
              value: isNameId ? `${test.loginName}, from NameID` : test.loginName,
              copy: test.loginName,
            },
            { label: test.idp.singleSignOn === 'admin' ? 'Administrator' : 'userName here', value: match },
          ]}
        />
        {advice === undefined ? null : <p className="text-ink-muted border-t py-2 text-sm">{advice}</p>}
      </Card>
    </section>
  )
}

const okta =
  'In Okta, users who were assigned before SCIM was on are not sent: enable PROVISION_OUT_OF_SYNC_USERS, or unassign and assign them again.'

function wordsOf(idpId: string, person: PersonCheck): { match: ReactNode; advice?: string } {
  const user = (id: string, userName: string) => (
    <Link href={userHref(idpId, id)} className="hover:text-accent-text underline">
      {userName}
    </Link>
  )
  switch (person.kind) {
    case 'known':
      return {
        match: (
          <>
            {user(person.id, person.userName)}{' '}
            <Badge tone="good">{person.isExact ? 'Same' : 'Same but for case'}</Badge>
          </>
        ),
      }
    case 'inactive':
      return {
        match: (
          <>
            {user(person.id, person.userName)} <Badge tone="bad">Inactive</Badge>
          </>
        ),
        advice: 'Sign-in is refused while the user is inactive. Activate or assign the user in the IdP.',
      }
    case 'absent':
      return person.nearMiss === null
        ? { match: <Badge tone="bad">Nobody</Badge>, advice: `SCIM has not brought a user of this name. ${okta}` }
        : {
            match: (
              <>
                {person.nearMiss} <Badge tone="warn">Nearly the same</Badge>
              </>
            ),
            advice:
              'Only the case may differ. Let the IdP send the same value as NameID and as userName, or name the attribute that holds the userName under Login Name Attribute.',
          }
    case 'made':
      return {
        match: <Badge tone="info">Would be created</Badge>,
        advice: 'SAML Auto-Provisioning creates the user at the first sign-in.',
      }
    case 'unchecked':
      return {
        match: <Badge>Not compared</Badge>,
        advice: 'No provisioning is enabled for this IdP: whoever it signs in is let in.',
      }
    case 'administrator':
      return {
        match: (
          <>
            {person.email} <Badge tone="good">Administrator</Badge>
          </>
        ),
      }
    case 'no-administrator':
      return {
        match: <Badge tone="bad">Nobody</Badge>,
        advice:
          'The login name must be the e-mail address of an administrator. Invite them under Administrators first.',
      }
  }
}
