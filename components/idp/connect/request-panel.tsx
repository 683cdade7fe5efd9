import { CircleCheck, CircleX, Radio } from 'lucide-react'
import Link from 'next/link'
import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { Time } from '#components/ui/time.tsx'
import { cn } from '#components/ui/cn.ts'
import { href } from '#lib/table/href.ts'
import type { ConnectRequest } from '#lib/services/connect/index.ts'
import { placeOf } from './places.ts'

/** How many show: more of them while they are what everybody waits for. The log has the others. */
const MOST = { waiting: 8, later: 4 }

/** What the IdP sends, as it comes, and what is wrong with it. */
export const RequestPanel = ({
  idpId,
  requests,
  isWaiting,
  isLost,
  hint,
}: {
  idpId: string
  requests: readonly ConnectRequest[]
  /** Nothing with a saved token has come yet. */
  isWaiting: boolean
  isLost: boolean
  /** What makes this IdP send its first request. */
  hint: string
}) => (
  <section aria-labelledby="requests">
    <Card className="overflow-hidden">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-3">
        <Radio aria-hidden className={cn('size-4 shrink-0', isLost ? 'text-warn' : 'text-good')} />
        <h2 id="requests" className="text-base font-semibold">
          {isWaiting ? 'Waiting for the first request' : 'Requests as they come'}
        </h2>
        <p className="text-ink-muted ml-auto text-sm">{isLost ? 'Not up to date: Rollcall does not answer' : 'Live'}</p>
      </header>
      {isWaiting ? (
        <p className="text-ink-muted border-b px-4 py-3 text-sm last:border-b-0">
          {hint} Whatever reaches this server for this IdP is shown here within two seconds, and what is wrong with it.
        </p>
      ) : null}
      {requests.length === 0 ? (
        isWaiting ? null : (
          <p className="text-ink-muted px-4 py-3 text-sm">The last requests are too old to be kept.</p>
        )
      ) : (
        <ul aria-label="Requests" className="divide-line divide-y">
          {requests.slice(0, isWaiting ? MOST.waiting : MOST.later).map((request) => (
            <Request key={request.id} idpId={idpId} request={request} />
          ))}
        </ul>
      )}
    </Card>
  </section>
)

const Request = ({ idpId, request }: { idpId: string; request: ConnectRequest }) => {
  const isRefused = request.status >= 400
  const Icon = isRefused ? CircleX : CircleCheck
  const place = request.place && placeOf(request.place, idpId)
  return (
    <li className="flex gap-3 px-4 py-3 text-sm">
      <Icon
        className={cn('mt-0.5 size-4 shrink-0', isRefused ? 'text-bad' : 'text-good')}
        aria-label={isRefused ? 'Refused' : 'Accepted'}
      />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-baseline gap-x-3">
          <p className="min-w-0 flex-1 basis-64 font-medium wrap-anywhere">{request.title}</p>
          <Time at={request.at} className="text-ink-muted text-xs" />
        </div>
        {request.advice === undefined ? null : <p className="text-ink-muted mt-0.5 wrap-anywhere">{request.advice}</p>}
        <div className="text-ink-muted mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-xs">
          <Badge tone={isRefused ? 'bad' : 'good'}>{request.status}</Badge>
          <span className="line-clamp-2 font-mono wrap-anywhere" title={`${request.method} ${request.url}`}>
            <span className="font-semibold">{request.method}</span> {request.url}
          </span>
          <span>
            {request.client}, from {request.address}
          </span>
        </div>
        {place || request.isLogged ? (
          <div className="mt-1 flex flex-wrap gap-x-4">
            {isRefused && place ? (
              <Link href={place.href} className={linkStyles}>
                {place.label}
              </Link>
            ) : null}
            {request.isLogged ? (
              <Link
                href={href('/authentication/scim/sync-logs', { idp: idpId, row: request.id })}
                prefetch={false}
                className={linkStyles}
              >
                Details
              </Link>
            ) : null}
          </div>
        ) : null}
      </div>
    </li>
  )
}

const linkStyles = 'text-accent-text inline-flex min-h-6 items-center hover:underline'
