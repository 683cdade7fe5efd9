import Link from 'next/link'
import { Badge } from '#components/ui/badge.tsx'
import { endReasons, sessionStates, type SessionState } from '#lib/table/user-sessions.ts'
import type { IdpName } from './views.ts'

/** Through which IdP, with the way to its configuration. */
export const IdpLink = ({ idp }: { idp: IdpName }) => (
  <Link
    href={`/authentication/idp-configuration/${idp.id}`}
    className="hover:text-accent-text block max-w-36 truncate hover:underline max-md:max-w-full"
  >
    {idp.name}
  </Link>
)

/** How a session stands; of one that was ended, why, where that is given. */
export const SessionBadge = ({ state, reason = null }: { state: SessionState; reason?: string | null }) => (
  <Badge tone={state === 'open' ? 'good' : 'neutral'}>
    {reasonLabel(reason) ?? sessionStates.find(({ value }) => value === state)?.label ?? state}
  </Badge>
)

export const OutcomeBadge = ({ outcome }: { outcome: 'accepted' | 'refused' }) => (
  <Badge tone={outcome === 'accepted' ? 'good' : 'bad'}>{outcome === 'accepted' ? 'Accepted' : 'Refused'}</Badge>
)

export const reasonLabel = (reason: string | null): string | null =>
  endReasons.find(({ value }) => value === reason)?.label ?? reason
