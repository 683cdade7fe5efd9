import type { ReactNode } from 'react'
import { PageHeader } from '#components/ui/page-header.tsx'
import type { Policy } from '#lib/policy/rule.ts'
import { policyTitles } from '../decision-words.ts'

const descriptions: Readonly<Record<Policy, string>> = {
  access:
    'Who may reach which application. The first rule that matches decides, by Rule Order; what no rule allows is blocked. Reverse proxies ask for these decisions by forward-auth; try them in the Simulator.',
  forwarding:
    'What the client does with traffic to applications. The first rule that matches decides, by Rule Order. Clients ask for these decisions by the decision API; try them in the Simulator.',
  timeout:
    'How long people stay signed in to applications behind forward-auth. The first rule that matches decides, by Rule Order; try it in the Simulator.',
}

/** Around the rules of a policy. */
export const RulesFrame = ({
  policy,
  actions,
  children,
}: {
  policy: Policy
  actions?: ReactNode
  children: ReactNode
}) => (
  <>
    <PageHeader title={policyTitles[policy]} description={descriptions[policy]} actions={actions} />
    {children}
  </>
)
