'use client'
import Link from 'next/link'
import { Panel } from '#components/scim/entity-frame.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Time } from '#components/ui/time.tsx'
import type { SessionUser } from '#lib/services/sign-on-people/index.ts'
import { href } from '#lib/table/href.ts'
import type { SessionActions } from './actions.ts'
import { reasonLabel, SessionBadge } from './session-cells.tsx'
import { useRevoke } from './use-revoke.ts'
import type { SessionView } from './views.ts'

/** On a user's page: where they are signed in, the latest first, and the way to end it. */
export const UserSessionsPanel = ({
  user,
  sessions,
  actions,
}: {
  user: SessionUser & { userId: string }
  sessions: readonly SessionView[]
  /** For those who may revoke. */
  actions: SessionActions | undefined
}) => {
  const { isPending, isAsking, setAsking, revoke } = useRevoke()
  const { idpId, userId, userName } = user
  const hasSeveral = sessions.filter(({ state }) => state === 'open').length > 1
  return (
    <Panel
      title="Sessions"
      aside={
        <Link
          href={href('/authentication/user-sessions', { provider: idpId, userId })}
          className="text-accent-text text-sm hover:underline"
        >
          User Sessions
        </Link>
      }
    >
      {sessions.length === 0 ? (
        <p className="text-ink-muted text-sm">Has not signed in through this IdP.</p>
      ) : (
        <ul className="divide-line -my-1.5 divide-y text-sm">
          {sessions.map((session) => (
            <li key={session.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
              <SessionBadge state={session.state} />
              <span className="min-w-0 flex-1 basis-56">
                <span title={session.userAgent}>{session.client}</span>
                <span className="text-ink-muted">
                  {' · '}
                  <span className="font-mono text-xs">{session.address}</span>
                  {' · signed in '}
                  <Time at={session.createdAt} />
                  {session.reason === null ? null : ` · ${reasonLabel(session.reason)?.toLowerCase()}`}
                </span>
              </span>
              {actions && session.state === 'open' ? (
                <Button
                  size="sm"
                  disabled={isPending}
                  aria-label={`Revoke session: ${session.client}, ${session.address}`}
                  onClick={() => void revoke(() => actions.revoke({ id: session.id }), userName)}
                >
                  Revoke
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {actions && hasSeveral ? (
        <Button size="sm" className="mt-4" disabled={isPending} onClick={() => setAsking(true)}>
          Revoke all sessions…
        </Button>
      ) : null}
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={`Revoke every session of ${userName}?`}
        description="They are signed out everywhere at once, and can sign in again as long as the IdP lets them. To keep them out, deactivate them in the IdP."
        confirmLabel="Revoke sessions"
        tone="danger"
        isPending={isPending}
        onConfirm={() => void revoke(() => actions?.revokeOfUser(user) ?? Promise.resolve(undefined), userName)}
      />
    </Panel>
  )
}
