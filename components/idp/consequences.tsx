import type { ReactNode } from 'react'
import { Time } from '#components/ui/time.tsx'
import type { ChangePlan, Confirmation } from '#lib/services/idps/index.ts'
import type { NamingRule } from '#lib/services/policy/view.ts'
import { RuleList } from '#components/policy/rule-list.tsx'
import { count } from './count.ts'
import { PolicyOn } from './policy-on.tsx'
import { SamlProvisioningOff, SamlProvisioningOn } from './provisioning-consequences.tsx'

type Facts = ChangePlan['facts']

/** What each step that asks first means, in the numbers of now. */
export type Consequence = { title: (name: string) => string; confirmLabel: string; tone: 'primary' | 'danger' }

export const consequences: Record<Confirmation, Consequence> = {
  'saml-changed': {
    title: (name) => `Warning: sign-in through ${name} changes`,
    confirmLabel: 'Continue Anyway',
    tone: 'primary',
  },
  'default-moved': {
    title: (name) => `Make ${name} the default IdP?`,
    confirmLabel: 'Make it the default IdP',
    tone: 'primary',
  },
  'scim-before-saml': {
    title: (name) => `Enable SCIM Sync for ${name} before SAML?`,
    confirmLabel: 'Enable SCIM Sync anyway',
    tone: 'primary',
  },
  'scim-ends-sessions': {
    title: (name) => `Enable SCIM Sync for ${name} and end sessions?`,
    confirmLabel: 'Enable SCIM Sync',
    tone: 'danger',
  },
  'scim-off': {
    title: (name) => `Turn off SCIM Sync for ${name}?`,
    confirmLabel: 'Turn off SCIM Sync',
    tone: 'danger',
  },
  'policy-on': {
    title: (name) => `Use SCIM attributes of ${name} in policies?`,
    confirmLabel: 'Enable SCIM Attributes for Policy',
    tone: 'primary',
  },
  'logs-shortened': {
    title: (name) => `Keep SCIM Sync Logs of ${name} for a shorter time?`,
    confirmLabel: 'Keep logs for a shorter time',
    tone: 'danger',
  },
  'saml-provisioning-on': {
    title: (name) => `Let sign-ins through ${name} create users?`,
    confirmLabel: 'Enable SAML Auto-Provisioning',
    tone: 'primary',
  },
  'saml-provisioning-off': {
    title: (name) => `Turn off SAML Auto-Provisioning for ${name}?`,
    confirmLabel: 'Turn off SAML Auto-Provisioning',
    tone: 'danger',
  },
  'entity-id-changed': {
    title: (name) => `Warning: ${name} must be told another entity ID`,
    confirmLabel: 'Continue Anyway',
    tone: 'primary',
  },
  'login-name-changed': {
    title: (name) => `Know people of ${name} by another value?`,
    confirmLabel: 'Change Login Name Attribute',
    tone: 'primary',
  },
  'policy-off': {
    title: (name) => `Stop using SCIM attributes of ${name} in policies?`,
    confirmLabel: 'Turn off SCIM Attributes for Policy',
    tone: 'danger',
  },
  'saml-policy-off': {
    title: (name) => `Stop using SAML attributes of ${name} in policies?`,
    confirmLabel: 'Turn off SAML Attributes for Policy',
    tone: 'danger',
  },
}

export const ConsequenceText = ({ step, facts }: { step: Confirmation; facts: Facts }) => {
  const texts: Record<Confirmation, ReactNode> = {
    'saml-changed': (
      <p>
        The IdP is enabled. Until it uses the same values and certificate, people who sign in through it meet an error,
        and everybody has to sign in again.
      </p>
    ),
    'default-moved': (
      <p>
        {facts.defaultIdp ?? 'Another IdP'} is the default one now. If it still uses the Base URL without an IdP ID, its
        requests are refused from now on: enter its own endpoint there first.
      </p>
    ),
    'scim-before-saml': (
      <p>
        Single Sign-On URL, IdP Entity ID or certificate is missing. Configure SAML first: SCIM Sync is not recommended
        during the first set-up, because users who are provisioned now cannot sign in yet.
      </p>
    ),
    'scim-ends-sessions': (
      <p>
        {count(facts.sessionsWithoutUser ?? 0, 'session')} of people who are not among the users here{' '}
        {facts.sessionsWithoutUser === 1 ? 'ends' : 'end'} at once. They can sign in again once the IdP has provisioned
        them.
      </p>
    ),
    'scim-off': <ScimOff facts={facts} />,
    'policy-on': <PolicyOn facts={facts} />,
    'logs-shortened': <LogsShortened old={facts.oldLogs} />,
    'saml-provisioning-on': <SamlProvisioningOn facts={facts} />,
    'saml-provisioning-off': <SamlProvisioningOff facts={facts} />,
    'entity-id-changed': (
      <p>
        The Service Provider Entity ID becomes <span className="font-mono text-xs break-all">{facts.spEntityId}</span>.
        Until the IdP has it as audience, nobody can sign in. Enter it there, or upload the metadata again.
      </p>
    ),
    'login-name-changed': (
      <p>
        Who somebody is, is read from another attribute of the assertion from the next sign-in on.{' '}
        {facts.users === 0
          ? 'No user is here yet.'
          : `${count(facts.users, 'user')} here ${facts.users === 1 ? 'is' : 'are'} recognised only where it holds their userName; with SCIM Sync anybody else is refused.`}
      </p>
    ),
    'policy-off': (
      <>
        <p>
          Policies no longer see the attributes of {count(facts.users, 'user')} and {count(facts.groups, 'group')}.
        </p>
        <LosingRules family="SCIM" rules={facts.rules?.scim} />
      </>
    ),
    'saml-policy-off': (
      <>
        <p>Policies no longer see what assertions say about people.</p>
        <LosingRules family="SAML" rules={facts.rules?.saml} />
      </>
    ),
  }
  return <div className="flex flex-col gap-2 text-sm">{texts[step]}</div>
}

const ScimOff = ({ facts }: { facts: Facts }) => (
  <>
    <ul className="list-disc space-y-1 pl-4">
      <li>Every request of the IdP is refused with 403 from now on.</li>
      <li>
        {count(facts.users, 'user')} and {count(facts.groups, 'group')} stay as they are: whoever joins, changes or
        leaves in the IdP does so without notice here.
      </li>
      {facts.scimAttributesForPolicy ? <li>SCIM Attributes for Policy is turned off too.</li> : null}
      <li>The bearer tokens are kept and work again once SCIM Sync is enabled.</li>
    </ul>
    {facts.scimAttributesForPolicy ? <LosingRules family="SCIM" rules={facts.rules?.scim} /> : null}
    {facts.lastRequestAt === undefined ? null : (
      <p className="text-ink-muted">
        The last SCIM request came <Time at={facts.lastRequestAt} />.
      </p>
    )}
  </>
)

/** The rules whose criteria are not evaluated any more. */
const LosingRules = ({ family, rules = [] }: { family: string; rules: readonly NamingRule[] | undefined }) =>
  rules.length === 0 ? (
    <p>No rule has {family} criteria of this IdP.</p>
  ) : (
    <div>
      <p className="mb-1">
        {count(rules.length, 'rule')} {rules.length === 1 ? 'has' : 'have'} {family} criteria of this IdP. Joined by OR
        they are skipped; joined by AND the whole rule is not evaluated, one that blocks included:
      </p>
      <RuleList rules={rules} />
    </div>
  )

const LogsShortened = ({ old }: { old: Facts['oldLogs'] }) => {
  if (old === undefined) return null
  const days = count(old.days, 'day')
  if (old.count === 0) return <p>No entry is older than {days} yet. From now on, entries are deleted at that age.</p>
  return (
    <p>
      {old.isMore ? 'More than ' : ''}
      {old.count === 1 && !old.isMore ? '1 entry' : `${old.count.toLocaleString('en')} entries`} older than {days}{' '}
      {old.count === 1 && !old.isMore ? 'is' : 'are'} deleted for good, little by little from now on. Charts keep their
      numbers by the hour. To keep the entries, export them from SCIM Sync Logs first.
    </p>
  )
}
