import { Badge } from '#components/ui/badge.tsx'
import { cn } from '#components/ui/cn.ts'
import type { Tone } from '#components/ui/tone.ts'

const toneOf = (status: number): Tone => {
  if (status >= 500) return 'bad'
  if (status >= 400) return 'warn'
  return 'good'
}

/** An HTTP status, with the SCIM error type beside it where there is one. */
export const StatusBadge = ({
  status,
  scimType,
  isStacked = false,
}: {
  status: number
  scimType: string | null
  /** The type below the status, where width is short. */
  isStacked?: boolean
}) => (
  <span
    className={cn(
      'inline-flex items-center gap-1.5 whitespace-nowrap',
      isStacked && 'md:flex-col md:items-start md:gap-0',
    )}
  >
    <Badge tone={toneOf(status)} className="tabular-nums">
      {status}
    </Badge>
    {scimType ? <span className="text-ink-muted font-mono text-xs">{scimType}</span> : null}
  </span>
)

/** Whether a user may come in, and whether its name is one of the IdP's. */
export const UserStatus = ({ active, isForeignDomain }: { active: boolean; isForeignDomain: boolean }) => (
  <span className="inline-flex flex-wrap items-center gap-1">
    <Badge tone={active ? 'good' : 'neutral'}>{active ? 'Active' : 'Inactive'}</Badge>
    {isForeignDomain ? (
      <Badge tone="warn" title="The user name is outside the IdP's Authentication Domains">
        Outside the domains
      </Badge>
    ) : null}
  </span>
)
