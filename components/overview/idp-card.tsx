import Link from 'next/link'
import type { ReactNode } from 'react'
import { connectHref } from '#components/idp/paths.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { Time } from '#components/ui/time.tsx'
import { isPostponed } from '#lib/scim/errors.ts'
import { href } from '#lib/table/href.ts'
import { formatCount } from '#lib/table/words.ts'
import type { IdpHealthView } from './attention.ts'

const statusBadge = {
  enabled: <Badge tone="good">Enabled</Badge>,
  disabled: <Badge>Disabled</Badge>,
  resume: <Badge tone="info">Resume</Badge>,
}

/** The health of one IdP at a glance. `certificate` and `tokens` say what is pressing about them, if anything. */
export const IdpCard = ({
  idp,
  certificate,
  tokens,
}: {
  idp: IdpHealthView
  certificate: string | undefined
  tokens: string | undefined
}) => (
  <Card className="flex flex-col">
    <div className="flex flex-wrap items-center gap-2 px-4 pt-3.5">
      <h3 className="min-w-0 truncate text-base font-semibold">{idp.name}</h3>
      {statusBadge[idp.status]}
      <Badge tone={idp.scimSync ? 'info' : 'neutral'}>{idp.scimSync ? 'SCIM Sync on' : 'SCIM Sync off'}</Badge>
    </div>
    <dl className="grid flex-1 grid-cols-2 content-start gap-x-4 gap-y-3 px-4 py-3.5 sm:grid-cols-3">
      <Figure label="Users">
        <Link
          href={href('/authentication/scim/users', { idp: idp.id })}
          className="text-lg font-semibold tabular-nums hover:underline"
        >
          {formatCount(idp.users)}
        </Link>
        <span className="text-ink-muted block text-xs">{formatCount(idp.activeUsers)} active</span>
      </Figure>
      <Figure label="Groups">
        <Link
          href={href('/authentication/scim/groups', { idp: idp.id })}
          className="text-lg font-semibold tabular-nums hover:underline"
        >
          {formatCount(idp.groups)}
        </Link>
      </Figure>
      <Figure label="Last request">
        {idp.lastRequest ? (
          <Link href={href('/authentication/scim/sync-logs', { idp: idp.id })} className="text-sm hover:underline">
            <Time at={idp.lastRequest.at} />
            <span className="text-ink-muted block text-xs">{answered(idp.lastRequest.status)}</span>
          </Link>
        ) : (
          <span className="text-ink-muted text-sm">None yet</span>
        )}
      </Figure>
      <Figure label="Rejected today">
        {idp.today.requests === 0 ? (
          <span className="text-ink-muted text-sm">No requests yet</span>
        ) : (
          <Link
            href={href('/authentication/scim/sync-logs', { idp: idp.id, outcome: 'rejected' })}
            className="text-sm tabular-nums hover:underline"
          >
            {formatCount(idp.today.rejected)} of {formatCount(idp.today.requests)}
            <span className="text-ink-muted block text-xs">{shareText(idp.today)}, since midnight UTC</span>
            {idp.today.postponed > 0 ? (
              <span className="text-ink-muted block text-xs">{formatCount(idp.today.postponed)} more put off</span>
            ) : null}
          </Link>
        )}
      </Figure>
      <Figure label="Certificate">
        <Expiry ends={idp.certificateEnds} pressing={certificate} none="None" />
      </Figure>
      <Figure label="Bearer token">
        <Expiry
          ends={idp.tokensEnd}
          pressing={tokens}
          none={idp.tokens === 0 ? 'None' : idp.tokens === 1 ? 'Never expires' : `${idp.tokens}, never expiring`}
        />
      </Figure>
    </dl>
    {idp.connecting && idp.status !== 'resume' ? (
      <p className="text-ink-muted flex flex-wrap items-center gap-x-3 border-t px-4 py-2 text-sm">
        Not connected yet: {idp.connecting.done} of {idp.connecting.steps} steps are done.
        <Link
          href={connectHref(idp.id)}
          aria-label={`Connect ${idp.name}`}
          className="text-accent-text inline-flex min-h-6 items-center hover:underline"
        >
          Connect
        </Link>
      </p>
    ) : null}
  </Card>
)

const Figure = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="min-w-0">
    <dt className="text-ink-muted text-xs">{label}</dt>
    <dd className="mt-0.5">{children}</dd>
  </div>
)

const answered = (status: number): string =>
  status < 400 ? 'accepted' : `${isPostponed(status) ? 'put off' : 'rejected'}, ${status}`

const shareText = ({ requests, rejected }: IdpHealthView['today']): string => {
  const share = (rejected / requests) * 100
  return rejected > 0 && share < 1 ? 'under 1 %' : `${Math.round(share)} %`
}

/** Until when something is valid, and what is pressing about that. */
const Expiry = ({ ends, pressing, none }: { ends: string | undefined; pressing: string | undefined; none: string }) =>
  ends === undefined ? (
    <span className="text-ink-muted text-sm">{none}</span>
  ) : (
    <span className="text-sm">
      until {ends.slice(0, 10)}
      {pressing ? <span className="text-warn block text-xs font-medium">{pressing}</span> : null}
    </span>
  )
