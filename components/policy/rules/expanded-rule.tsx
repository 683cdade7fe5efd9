import type { RuleLine } from '#lib/services/policy/rule-view.ts'
import { criteriaId } from './row-tools.tsx'
import { RuleProblems } from './rule-problems.tsx'

/** What a rule asks for, as a sentence, below its row. */
export const ExpandedRule = ({ rule }: { rule: RuleLine }) => (
  <section
    id={criteriaId(rule.id)}
    aria-label={`Criteria of ${rule.name}`}
    className="bg-sunken sticky left-0 w-[100cqw] px-4 py-3 text-sm max-md:w-auto max-md:rounded-lg"
  >
    <div className="max-w-4xl">
      {rule.description === '' ? null : <p className="text-ink-muted mb-1 wrap-anywhere">{rule.description}</p>}
      <p className="wrap-anywhere">{rule.sentence}</p>
      <RuleProblems problems={rule.problems} />
    </div>
  </section>
)
