import Link from 'next/link'
import type { NamingRule } from '#lib/services/policy/view.ts'
import { href } from '#lib/table/href.ts'
import { policyPaths, policyTitles } from './decision-words.ts'

/** Rules by policy, order and name. */
export const RuleList = ({ rules }: { rules: readonly NamingRule[] }) => (
  <ul className="divide-line max-h-64 divide-y overflow-y-auto text-sm">
    {rules.map((rule) => (
      <li key={rule.id} className="flex flex-wrap justify-between gap-x-4 py-1.5">
        <span className="min-w-0 break-words">
          <Link
            href={href(policyPaths[rule.policy], { row: rule.id })}
            className="hover:text-accent-text font-medium hover:underline"
          >
            {rule.name}
          </Link>
        </span>
        <span className="text-ink-muted">
          {policyTitles[rule.policy]}, {rule.order}
        </span>
      </li>
    ))}
  </ul>
)
