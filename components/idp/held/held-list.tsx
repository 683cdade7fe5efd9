import Link from 'next/link'
import { groupPageHref, userPageHref } from '#components/scim/paths.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Time } from '#components/ui/time.tsx'
import type { HeldView } from '#lib/services/deprovision-guard/index.ts'
import type { Deciding } from './decide-dialog.tsx'
import { askedFor, peopleText } from './held-words.ts'

/** Each held request: what it asks, whom it hits, how often it came, and what was decided. */
export const HeldList = ({
  idpId,
  held,
  decide,
}: {
  idpId: string
  held: readonly HeldView[]
  /** Undefined for whoever may only look. */
  decide: ((deciding: Deciding) => void) | undefined
}) => (
  <ul aria-label="Held requests" className="divide-line divide-y">
    {held.map((row) => (
      <li
        key={`${row.entityId} ${row.kind}`}
        className="flex flex-wrap items-center gap-x-6 gap-y-2 px-4 py-2.5 text-sm"
      >
        <div className="min-w-0 flex-1 basis-56">
          <Link
            href={row.entityType === 'User' ? userPageHref(idpId, row.entityId) : groupPageHref(idpId, row.entityId)}
            className="text-accent-text block truncate hover:underline"
          >
            {row.name}
          </Link>
          <span className="text-ink-muted">
            {askedFor(row)}
            {row.entityType === 'Group' ? `, ${peopleText(row.people)}` : ''}
          </span>
        </div>
        <div className="text-ink-muted basis-52">
          Asked <Time at={row.lastAskedAt} />
          {row.times > 1 ? (
            <span className="block text-xs">
              {row.times.toLocaleString('en')} times, first <Time at={row.firstAskedAt} />
            </span>
          ) : null}
        </div>
        <div className="min-w-0 basis-56">
          <DecisionMark decision={row.decision} />
        </div>
        {decide ? (
          <div className="flex gap-2 sm:w-32 sm:justify-end">
            {row.decision?.is === 'allowed' ? null : (
              <Button
                size="sm"
                aria-label={`Allow: ${askedFor(row)} ${row.name}`}
                onClick={() => decide({ decision: 'allowed', request: row })}
              >
                Allow
              </Button>
            )}
            {row.decision?.is === 'refused' ? null : (
              <Button
                size="sm"
                aria-label={`Refuse: ${askedFor(row)} ${row.name}`}
                onClick={() => decide({ decision: 'refused', request: row })}
              >
                Refuse
              </Button>
            )}
          </div>
        ) : null}
      </li>
    ))}
  </ul>
)

const DecisionMark = ({ decision }: Pick<HeldView, 'decision'>) => {
  if (!decision) return <Badge tone="warn">Waits for a decision</Badge>
  return (
    <>
      <Badge tone={decision.is === 'allowed' ? 'info' : 'neutral'}>
        {decision.is === 'allowed' ? 'Allowed' : 'Refused'}
      </Badge>
      <span className="text-ink-muted block text-xs">
        {decision.until === undefined ? (
          'until it comes again'
        ) : (
          <>
            until <Time at={decision.until} format="exact" />
          </>
        )}
        <span className="block break-words">by {decision.by}</span>
      </span>
    </>
  )
}
