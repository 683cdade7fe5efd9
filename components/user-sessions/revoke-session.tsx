'use client'
import { LogOut } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import type { SessionActions } from './actions.ts'
import { useRevoke } from './use-revoke.ts'
import type { SessionView } from './views.ts'

/** Ends this session, or all of the user; asks before the latter. */
export const RevokeSession = ({ session, actions }: { session: SessionView; actions: SessionActions }) => {
  const { isPending, isAsking, setAsking, revoke } = useRevoke()
  const { id, idp, userId, userName, state } = session
  return (
    <div className="mb-5 flex flex-wrap gap-2">
      {state === 'open' ? (
        <Button size="sm" disabled={isPending} onClick={() => void revoke(() => actions.revoke({ id }), userName)}>
          <LogOut aria-hidden />
          Revoke session
        </Button>
      ) : null}
      <Button size="sm" disabled={isPending} onClick={() => setAsking(true)}>
        Revoke all of this user…
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={`Revoke every session of ${userName}?`}
        description={`Everything they are signed in to through ${idp.name} ends at once. They can sign in again as long as ${idp.name} lets them.`}
        confirmLabel="Revoke sessions"
        tone="danger"
        isPending={isPending}
        onConfirm={() => void revoke(() => actions.revokeOfUser({ idpId: idp.id, userId, userName }), userName)}
      />
    </div>
  )
}
