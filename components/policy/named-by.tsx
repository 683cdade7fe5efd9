import { Part } from '#components/scim/facts.tsx'
import type { NamingRule } from '#lib/services/policy/view.ts'
import { RuleList } from './rule-list.tsx'

/** The rules that name what a drawer shows. */
export const NamedBy = ({ rules }: { rules: readonly NamingRule[] }) => (
  <Part title="Rules that name it">
    {rules.length === 0 ? <p className="text-ink-muted text-sm">None.</p> : <RuleList rules={rules} />}
  </Part>
)

/** The same before something is deleted; nothing where no rule names it. */
export const LostRules = ({ rules }: { rules: readonly NamingRule[] }) =>
  rules.length === 0 ? null : (
    <div className="text-sm">
      <p className="mb-1">
        {rules.length === 1 ? 'A rule names it' : `${rules.length} rules name it`} and will not match by it any more:
      </p>
      <RuleList rules={rules} />
    </div>
  )
