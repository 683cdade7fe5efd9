import { Facts, Part } from '#components/scim/facts.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Time } from '#components/ui/time.tsx'
import { nearMissWords } from './near-miss-words.ts'
import { OktaAdvice } from './okta-advice.tsx'
import { scimUsersHref, signInsHref } from './paths.ts'
import { IdpLink } from './session-cells.tsx'
import type { NotProvisionedView } from './views.ts'

/** Why somebody is refused, and what to do about it in the IdP. */
export const NotProvisionedDetail = ({ person }: { person: NotProvisionedView }) => (
  <>
    {person.reason === 'inactive' ? (
      <Callout tone="warn" title="The user is inactive" className="mb-5">
        <p>
          SCIM has deactivated {person.userName}. If they should have access, activate or assign them in{' '}
          {person.idp.name} again.
        </p>
      </Callout>
    ) : person.nearMiss === null ? (
      <OktaAdvice className="mb-5" />
    ) : (
      <Callout tone="warn" title="A user of nearly this name is there" className="mb-5">
        <p>
          {nearMissWords(person.userName, person.nearMiss)} Names are compared exactly, but for case. Let{' '}
          {person.idp.name} send the same value as NameID and as userName.
        </p>
        <dl className="mt-2 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-3 gap-y-1">
          <dt>Sent at sign-in</dt>
          <Exactly>{person.userName}</Exactly>
          <dt>Sent over SCIM</dt>
          <Exactly>{person.nearMiss}</Exactly>
        </dl>
      </Callout>
    )}
    <Part title="Attempts">
      <Facts
        facts={[
          { label: 'User Name', value: person.userName, copy: person.userName },
          { label: 'IdP Name', value: <IdpLink idp={person.idp} /> },
          { label: 'Attempts', value: person.attempts.toLocaleString('en') },
          { label: 'First Attempt', value: <Time at={person.firstAt} format="exact" /> },
          { label: 'Last Attempt', value: <Time at={person.lastAt} format="exact" /> },
        ]}
      />
      <div className="mt-3 flex flex-wrap gap-2">
        <LinkButton size="sm" href={signInsHref(person.idp.id, person.userName)}>
          Sign-in Log of this user
        </LinkButton>
        <LinkButton size="sm" href={scimUsersHref(person.idp.id, person.nearMiss?.trim() ?? person.userName)}>
          Look in SCIM Users
        </LinkButton>
      </div>
    </Part>
  </>
)

/** Text with its space, where two texts may differ in nothing else. */
const Exactly = ({ children }: { children: string }) => (
  <dd>
    <code className="bg-sunken text-ink rounded-sm px-1 text-xs break-all whitespace-pre-wrap">{children}</code>
  </dd>
)
