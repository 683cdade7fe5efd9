import type { ReactNode } from 'react'
import { Facts } from '#components/scim/facts.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Card } from '#components/ui/card.tsx'
import { Time } from '#components/ui/time.tsx'
import type { CallerView, ReachabilityView } from '#lib/services/reachability/index.ts'
import { type CheckAction, CheckReachability } from './check-reachability.tsx'
import { Configurations } from './configurations.tsx'

/** Whether Rollcall is where callers look for it, what it knows of the way, and what to put before it. */
export const Reachability = ({ view, check }: { view: ReachabilityView; check: CheckAction | undefined }) => (
  <div className="flex flex-col gap-8">
    <Section title="Public address">
      <Card className="p-4">
        <Facts
          facts={[
            {
              label: 'ROLLCALL_URL',
              value: (
                <>
                  <code className="text-xs">{view.url}</code> {view.isAssumed ? '(assumed: it is not set)' : ''}
                </>
              ),
              copy: view.url,
            },
            {
              label: 'Encrypted',
              value: view.isHttps ? <Badge tone="good">https</Badge> : <Badge tone="warn">http</Badge>,
            },
          ]}
        />
        {addressProblem(view)}
        <CheckReachability url={view.url} check={check} />
      </Card>
    </Section>
    <Section
      title="Who calls, and under which address"
      aside={
        <span className="text-ink-muted text-sm">
          As this process has seen it since <Time at={view.since} format="exact" />
        </span>
      }
    >
      <Callers callers={view.callers} />
    </Section>
    <Section title="Proxies">
      <Card className="flex flex-col gap-3 p-4">
        <Facts
          facts={[
            {
              label: 'Trusted',
              value: view.trustedProxies.length === 0 ? 'None' : view.trustedProxies.join(', '),
            },
            { label: 'Seen and believed', value: view.honoured.length === 0 ? 'None' : view.honoured.join(', ') },
            { label: 'Seen and ignored', value: view.ignored.length === 0 ? 'None' : view.ignored.join(', ') },
          ]}
        />
        {view.ignored.length === 0 ? null : (
          <Callout tone="warn" title="X-Forwarded-For is ignored">
            {view.ignored.join(', ')} {view.ignored.length === 1 ? 'sends' : 'send'} it without being in
            ROLLCALL_TRUSTED_PROXIES: logs, limits and policies take {view.ignored.length === 1 ? 'it' : 'them'} for the
            caller. Add {view.ignored.length === 1 ? 'it' : 'them'} there if{' '}
            {view.ignored.length === 1 ? 'it is' : 'they are'} your own; others may have made it up.
          </Callout>
        )}
      </Card>
    </Section>
    <Section title="Configurations">
      <Configurations {...view.configurations} />
    </Section>
  </div>
)

const Section = ({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) => (
  <section>
    <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
      <h2 className="text-sm font-semibold">{title}</h2>
      {aside}
    </div>
    {children}
  </section>
)

function addressProblem({ isHttps, isAssumed, isLocal }: ReachabilityView): ReactNode {
  if (isAssumed) {
    return (
      <Callout tone="warn" title="Set ROLLCALL_URL" className="mt-3">
        Every endpoint that Rollcall shows begins with it. Without it they work on this machine alone.
      </Callout>
    )
  }
  if (isLocal) {
    return (
      <Callout tone="warn" title="This address is good on this machine alone" className="mt-3">
        No identity provider reaches it. Set ROLLCALL_URL to the name that a proxy with TLS answers at.
      </Callout>
    )
  }
  if (isHttps) return null
  return (
    <Callout tone="warn" title="Without TLS everybody on the way can read tokens and passwords" className="mt-3">
      Okta, Entra ID and others send SCIM to https:// alone. Put a proxy with a certificate before Rollcall, and set
      ROLLCALL_URL to its address.
    </Callout>
  )
}

const kinds: Record<CallerView['kind'], string> = {
  scim: 'SCIM',
  saml: 'SAML',
  api: 'Management API',
  portal: 'Portal',
}

const Callers = ({ callers }: { callers: readonly CallerView[] }) => (
  <Card>
    {callers.length === 0 ? (
      <p className="text-ink-muted p-4 text-sm">Nobody yet.</p>
    ) : (
      <ul className="divide-line divide-y text-sm">
        {callers.map((caller) => (
          <li key={caller.id} className="px-4 py-2.5">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Badge tone={caller.difference === undefined ? 'good' : 'warn'}>
                {caller.difference === undefined ? 'As set' : 'Differs'}
              </Badge>
              <span className="font-medium">{kinds[caller.kind]}</span>
              <code className="min-w-0 text-xs break-all">{caller.address}</code>
              <span className="text-ink-muted ml-auto">
                {caller.count === 1 ? 'once' : `${caller.count.toLocaleString('en')} times`}, last{' '}
                <Time at={caller.lastAt} />
              </span>
            </div>
            <p className="text-ink-muted mt-0.5 break-words">
              {caller.way}.{caller.difference === undefined ? '' : ` ${caller.difference}`}
            </p>
          </li>
        ))}
      </ul>
    )}
  </Card>
)
