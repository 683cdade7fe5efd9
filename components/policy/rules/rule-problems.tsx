import { TriangleAlert } from 'lucide-react'
import type { RuleProblemView } from '#lib/services/policy/rule-view.ts'
import { criterionTitles } from './rule-draft.ts'

/** What keeps a rule from meaning what it says, by the kind of criteria where it stands, and what to do about it. */
export const RuleProblems = ({ problems }: { problems: readonly RuleProblemView[] }) =>
  [...Map.groupBy(problems, ({ kind }) => kind)].map(([kind, some]) => (
    <div key={kind} className="border-warn/25 bg-warn-soft mt-2 rounded-lg border px-3 py-2 text-sm">
      <p className="flex items-center gap-2 font-medium">
        <TriangleAlert className="text-warn size-4 shrink-0" aria-hidden />
        {criterionTitles[kind]}
      </p>
      {some.map(({ text, remedy }) => (
        <p key={text} className="text-ink-muted wrap-anywhere">
          {text} {remedy}
        </p>
      ))}
    </div>
  ))
