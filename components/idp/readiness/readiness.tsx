import type { ReactNode } from 'react'
import { Callout } from '#components/ui/callout.tsx'
import { Card } from '#components/ui/card.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { Time } from '#components/ui/time.tsx'
import type { ReadinessView } from '#lib/services/readiness/index.ts'
import { editHref } from '../paths.ts'
import type { ReadinessActions } from './actions.ts'
import { ComparePeople } from './compare-people.tsx'
import { ExpectedForm } from './expected-form.tsx'
import { duration, verdictAdvice, verdictTitle, verdictTones } from './verdict-words.ts'

/** Whether policies can rely on what SCIM has brought: the verdict, what it goes by, and what makes it surer. */
export const Readiness = ({
  readiness,
  actions,
  canEdit,
  people,
}: {
  readiness: ReadinessView
  actions: ReadinessActions
  canEdit: boolean
  /** Who differs, of the last comparison. */
  people: ReactNode
}) => {
  const { verdict, idpId } = readiness
  return (
    <div className="flex flex-col gap-4">
      <section aria-label="Verdict">
        <Callout tone={verdictTones[verdict.kind]} title={verdictTitle(verdict)}>
          <p>{verdictAdvice(verdict)}</p>
          {verdict.kind === 'ready' && !readiness.scimAttributesForPolicy ? (
            <LinkButton href={editHref(idpId, 'scim')} size="sm" className="mt-2">
              Go to SCIM Attributes for Policy
            </LinkButton>
          ) : null}
          {readiness.scimAttributesForPolicy && verdict.kind !== 'ready' && verdict.kind !== 'more' ? (
            <p className="text-ink mt-1">
              SCIM Attributes for Policy is enabled: whoever is not here is blocked by policies that ask for them.
            </p>
          ) : null}
        </Callout>
      </section>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 @4xl:grid-cols-2">
        <Counts readiness={readiness} />
        <ExpectedForm
          key={`${readiness.expected?.users} ${readiness.expected?.groups}`}
          readiness={readiness}
          enterNumbers={actions.enterNumbers}
          canEdit={canEdit}
        />
      </div>
      <ComparePeople readiness={readiness} actions={actions} canEdit={canEdit} />
      {people}
    </div>
  )
}

const Counts = ({ readiness }: { readiness: ReadinessView }) => {
  const { totals, expected, verdict, rate } = readiness
  const rule = `${rate.perSecond.toLocaleString('en')} requests a second${rate.isLimit ? ', this IdP’s limit' : ''}, and 4 % of the users on top`
  const facts: [string, ReactNode][] = [
    [
      'Sync',
      verdict.isSyncing ? (
        <>New people or groups are coming in: {readiness.newUsers.toLocaleString('en')} in the last 15 minutes</>
      ) : readiness.lastNewAt === undefined ? (
        'Nothing has come yet'
      ) : (
        <>
          Quiet since <Time at={readiness.lastNewAt} />, when the last new user or group came
        </>
      ),
    ],
    ...(readiness.firstUserAt === undefined
      ? []
      : [['First user', <Time key="first" at={readiness.firstUserAt} />] satisfies [string, ReactNode]]),
    ['Whole sync, by the rule', `About ${duration(readiness.wholeByRuleS)}: ${rule}`],
    ...(verdict.leftByRuleS === undefined || !verdict.isSyncing
      ? []
      : [['Left, by the rule', `About ${duration(verdict.leftByRuleS)}`] satisfies [string, ReactNode]]),
    ...(verdict.leftMeasuredS === undefined
      ? []
      : [
          [
            'Left, as measured',
            `About ${duration(verdict.leftMeasuredS)}, at the rate of the last 15 minutes`,
          ] satisfies [string, ReactNode],
        ]),
  ]
  return (
    <Card className="p-4">
      <h2 className="mb-3 text-sm font-semibold">Here now</h2>
      <dl className="divide-line mb-3 grid grid-cols-2 divide-x rounded-lg border">
        <Count label="Users" here={totals.users} of={expected?.users ?? null} active={totals.activeUsers} />
        <Count label="Groups" here={totals.groups} of={expected?.groups ?? null} />
      </dl>
      <dl className="divide-line divide-y text-sm">
        {facts.map(([label, value]) => (
          <div key={label} className="grid grid-cols-[10rem_minmax(0,1fr)] gap-x-4 py-1.5 max-sm:grid-cols-1">
            <dt className="text-ink-muted">{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

const Count = ({
  label,
  here,
  of,
  active = here,
}: {
  label: string
  here: number
  of: number | null
  active?: number
}) => (
  <div className="min-w-0 px-3 py-2">
    <dt className="text-ink-muted text-xs">{label}</dt>
    <dd className="text-lg font-semibold tabular-nums">
      {here.toLocaleString('en')}
      {of === null ? null : (
        <span className="text-ink-muted text-sm font-normal"> of {of.toLocaleString('en')} expected</span>
      )}
      {active === here ? null : (
        <span className="text-ink-muted block text-xs font-normal">
          {active.toLocaleString('en')} active, {(here - active).toLocaleString('en')} inactive
        </span>
      )}
    </dd>
  </div>
)
