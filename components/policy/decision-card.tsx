import Link from 'next/link'
import type { ReactNode } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import type { Check, Explanation, TriedRule } from '#lib/policy/explain.ts'
import type { Policy } from '#lib/policy/rule.ts'
import { outcomeText } from '#lib/policy/outcome-words.ts'
import { formatCount } from '#lib/table/words.ts'
import { outcomeTone, policyTitles, reasonText, truthWords } from './decision-words.ts'

/** What a policy decided, why, and the rules that were tried on the way. */
export const DecisionCard = ({
  policy,
  idp,
  explanation,
  allHref,
  children,
}: {
  policy: Policy
  idp: string
  explanation: Explanation
  /** The same with every rule that was tried. */
  allHref: string
  /** What it means besides. */
  children?: ReactNode
}) => {
  const { decision, tried, omitted, domain } = explanation
  const { outcome, application } = decision
  const message = outcome.policy === 'forwarding' ? '' : outcome.message
  return (
    <Card className="p-4 sm:p-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-base font-semibold">{policyTitles[policy]}</h2>
        {outcomeText(outcome)
          .split(' · ')
          .map((text) => (
            <Badge key={text} tone={outcomeTone(outcome)}>
              {text}
            </Badge>
          ))}
      </div>
      <p className="mt-1 text-sm">{reasonText(decision, idp)}</p>
      {application ? (
        <p className="text-ink-muted mt-1 text-sm">
          Application: <span className="text-ink">{application.name}</span>
          {domain === undefined ? null : (
            <>
              , the most specific by <span className="font-mono text-xs">{domain}</span>
            </>
          )}
        </p>
      ) : null}
      {message === '' ? null : <p className="text-ink-muted mt-1 text-sm">Message to the user: “{message}”</p>}
      {children ? <p className="text-ink-muted mt-1 text-sm">{children}</p> : null}
      {tried.length === 0 ? null : <TriedRules policy={policy} tried={tried} omitted={omitted} allHref={allHref} />}
    </Card>
  )
}

const TriedRules = ({
  policy,
  tried,
  omitted,
  allHref,
}: {
  policy: Policy
  tried: readonly TriedRule[]
  omitted: number
  allHref: string
}) => (
  <>
    <h3 className="mt-4 mb-1 text-sm font-semibold">Rules tried</h3>
    <ol aria-label={`Rules tried of the ${policyTitles[policy]}`} className="divide-line divide-y text-sm">
      {tried.map((rule, index) => (
        <li key={rule.rule.id} className="py-2">
          {omitted > 0 && index === tried.length - 1 ? (
            <p className="text-ink-muted mb-2">
              {formatCount(omitted)} rules between these are not shown.{' '}
              <Link href={allHref} className="text-accent-text underline">
                Show all rules
              </Link>
            </p>
          ) : null}
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="text-ink-muted w-8 tabular-nums">{rule.order}</span>
            <span className="min-w-0 font-medium break-words">{rule.rule.name}</span>
            <span className="text-ink-muted">{outcomeText(rule.rule.outcome)}</span>
            <Badge tone={truthWords[rule.truth].tone}>{truthWords[rule.truth].label}</Badge>
          </div>
          {rule.checks.map((check) => (
            <CheckText key={check.kind} check={check} />
          ))}
        </li>
      ))}
    </ol>
  </>
)

const CheckText = ({ check }: { check: Check }) => (
  <div className="text-ink-muted mt-1 sm:ml-10">
    <p>
      Asks that {check.text}.{' '}
      {check.items.length === 0 ? (
        <>
          Found: <span className="text-ink">{check.found}</span>.
        </>
      ) : null}
    </p>
    {check.items.length === 0 ? null : (
      <ul className="mt-0.5 flex list-disc flex-col gap-0.5 pl-5">
        {check.items.map((item, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- the list never changes, and two items may read alike
          <li key={index}>
            <span className="text-ink">{item.text}</span>: {truthWords[item.truth].label.toLowerCase()} ({item.found})
          </li>
        ))}
      </ul>
    )}
  </div>
)
