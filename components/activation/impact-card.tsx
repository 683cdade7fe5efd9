'use client'
import { Download } from 'lucide-react'
import { Button, LinkButton } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Card } from '#components/ui/card.tsx'
import { Time } from '#components/ui/time.tsx'
import type { ImpactView } from '#lib/services/impact/index.ts'
import { formatCount } from '#lib/table/words.ts'
import type { ImpactActions } from './actions.ts'
import { ImpactedApplications } from './impacted-applications.tsx'
import { accessSentence } from './impact-words.ts'
import type { ImpactState } from './use-impact.ts'

/** Who gains and who loses access by the draft: how far it is worked out, and what was found. */
export const ImpactCard = ({ state, people }: { state: ImpactState; people: ImpactActions['people'] }) => {
  const { impact, isBusy, error, start, cancel } = state
  const isRunning = impact?.status === 'running'
  const isCurrent = impact?.isCurrent ?? false
  return (
    <section aria-labelledby="impact" className="flex flex-col gap-2.5">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="impact" className="text-base font-semibold">
          Impact
        </h2>
        <div className="flex gap-2">
          {impact?.status === 'done' && isCurrent && impact.applicationsInAll > 0 ? (
            <LinkButton href="/administration/activation/impact" prefetch={false} download>
              <Download aria-hidden />
              Download CSV
            </LinkButton>
          ) : null}
          {isRunning ? (
            <Button disabled={isBusy} onClick={cancel}>
              Cancel
            </Button>
          ) : (
            <Button disabled={isBusy} onClick={start}>
              {impact?.status === 'done' ? 'Work out again' : 'Work out impact'}
            </Button>
          )}
        </div>
      </div>
      <Card className="flex flex-col gap-3 p-4">
        {error === undefined ? null : (
          <Callout tone="bad" role="alert" title="Not worked out">
            {error}
          </Callout>
        )}
        <output className="text-sm">{sentence(impact)}</output>
        {impact && impact.status === 'done' && !isCurrent ? (
          <Callout tone="warn" title="This was found before the last edit">
            Work it out again for what is pending now.
          </Callout>
        ) : null}
        {isRunning ? (
          <progress
            aria-label="Users looked at"
            max={Math.max(1, impact.users)}
            value={impact.usersDone}
            className="accent-accent-text h-1.5 w-full"
          />
        ) : null}
        {impact?.status === 'done' && impact.applications.length > 0 ? (
          <ImpactedApplications key={impact.id} impact={impact} people={people} />
        ) : null}
        {impact?.status === 'done' ? (
          <p className="text-ink-muted text-xs">
            By {impact.actorName}, <Time at={impact.endedAt} />. SCIM as it was then; of SAML what each person’s last
            sign-in asserted. {impact.cut > 0 ? cutText(impact.cut) : ''}
          </p>
        ) : null}
      </Card>
    </section>
  )
}

const cutText = (cut: number) =>
  `The rules of ${formatCount(cut)} application${cut === 1 ? '' : 's'} tell more circumstances apart than were compared.`

function sentence(impact: ImpactView | undefined): string {
  if (!impact) return 'Nobody has worked out yet who gains and who loses access by what is pending.'
  const { usersDone, users, losing, gaining } = impact
  switch (impact.status) {
    case 'running':
      return `Working it out: ${formatCount(usersDone)} of ${formatCount(users)} users. You may leave this page; it goes on.`
    case 'cancelled':
      return `Cancelled after ${formatCount(usersDone)} of ${formatCount(users)} users. Nothing is known of the others.`
    case 'interrupted':
      return `Ended after ${formatCount(usersDone)} of ${formatCount(users)} users: the server was stopped. Work it out again.`
    case 'failed':
      return 'It could not be worked out. The server’s log says why; try again.'
    case 'done':
      return accessSentence(losing, gaining)
  }
}
