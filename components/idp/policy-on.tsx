import Link from 'next/link'
import type { ReactNode } from 'react'
import { Callout } from '#components/ui/callout.tsx'
import { Time } from '#components/ui/time.tsx'
import type { ChangePlan } from '#lib/services/idps/index.ts'
import { readinessHref } from './paths.ts'
import { verdictAdvice, verdictTitle, verdictTones } from './readiness/verdict-words.ts'

/** Before policies use what SCIM brings: who is here, and whether that is everybody. */
export const PolicyOn = ({ facts }: { facts: ChangePlan['facts'] }) => (
  <>
    <dl className="divide-line grid grid-cols-3 divide-x rounded-lg border">
      <Fact label="Users synced" value={facts.users.toLocaleString('en')} />
      <Fact label="Groups synced" value={facts.groups.toLocaleString('en')} />
      <Fact
        label="Last new user"
        value={facts.lastNewUserAt === undefined ? 'None yet' : <Time at={facts.lastNewUserAt} />}
      />
    </dl>
    {facts.readiness ? (
      <Callout tone={verdictTones[facts.readiness.verdict.kind]} title={verdictTitle(facts.readiness.verdict)}>
        <p>{verdictAdvice(facts.readiness.verdict)}</p>
        <Link
          href={readinessHref(facts.readiness.idpId)}
          className="text-accent-text inline-flex min-h-6 items-center hover:underline"
        >
          Open Readiness for Policy
        </Link>
      </Callout>
    ) : null}
    <p className="text-ink-muted">
      SCIM criteria apply to each user from their next sign-in on; sessions that are open keep what they have.
    </p>
  </>
)

const Fact = ({ label, value }: { label: string; value: ReactNode }) => (
  <div className="min-w-0 px-3 py-2">
    <dt className="text-ink-muted text-xs">{label}</dt>
    <dd className="text-base font-medium">{value}</dd>
  </div>
)
