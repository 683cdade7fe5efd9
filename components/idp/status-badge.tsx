import Link from 'next/link'
import { Badge } from '#components/ui/badge.tsx'
import type { IdpView } from '#lib/services/idps/index.ts'

/** Enabled, Disabled, or the way back into a paused set-up. */
export const StatusBadge = ({ idp }: { idp: Pick<IdpView, 'id' | 'name' | 'status'> }) => {
  if (idp.status === 'resume') {
    return (
      <Link
        href={`/authentication/idp-configuration/${idp.id}/setup`}
        aria-label={`Resume the set-up of ${idp.name}`}
        className="text-accent-text inline-flex min-h-6 items-center rounded-sm text-sm font-medium underline-offset-2 hover:underline"
      >
        Resume
      </Link>
    )
  }
  return idp.status === 'enabled' ? <Badge tone="good">Enabled</Badge> : <Badge>Disabled</Badge>
}
