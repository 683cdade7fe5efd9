import type { ReactNode } from 'react'
import type { ChangePlan } from '#lib/services/idps/index.ts'
import { count } from './count.ts'

type Facts = ChangePlan['facts']

/** What SAML Auto-Provisioning does from the next sign-in on. */
export const SamlProvisioningOn = ({ facts }: { facts: Facts }) => (
  <Points>
    <li>Whoever signs in is created here, with groups and department from the assertion, and kept up to date by it.</li>
    {facts.users === 0 ? (
      <li>No user is here yet.</li>
    ) : (
      <li>
        {count(facts.users, 'user')} and {count(facts.groups, 'group')} stay. Whoever of them signs in is updated; the
        others stay as they are.
      </li>
    )}
    <li>Nobody is deactivated by it: whoever leaves in the IdP only stops signing in.</li>
  </Points>
)

/** What stays when sign-ins bring nobody any more, and what SCIM Sync does with it. */
export const SamlProvisioningOff = ({ facts }: { facts: Facts }) => {
  const { users, groups } = facts.fromSignIns ?? { users: 0, groups: 0 }
  return (
    <Points>
      <li>
        {count(users, 'user')} and {count(groups, 'group')} that came with sign-ins stay as they are.
      </li>
      {facts.becomesScim ? (
        <>
          <li>SCIM takes each of them over once the IdP sends it, found by userName or group name.</li>
          <li>
            Until SCIM has brought somebody, their sign-in is refused: start the provisioning in the IdP right away.
          </li>
        </>
      ) : (
        <li>People still sign in, but nobody is created or changed by it.</li>
      )}
    </Points>
  )
}

const Points = ({ children }: { children: ReactNode }) => <ul className="list-disc space-y-1 pl-4">{children}</ul>
