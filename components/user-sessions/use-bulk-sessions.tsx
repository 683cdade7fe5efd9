'use client'
import { LogOut } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type ReactNode, useMemo, useState } from 'react'
import { outcomeOf } from '#components/idp/actions.ts'
import type { BulkAction } from '#components/table/selection-bar.tsx'
import type { Selection } from '#components/table/use-selection.ts'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toast } from '#components/ui/toast.tsx'
import { totalText } from '#lib/table/words.ts'
import { sessionCount, type SessionActions } from './actions.ts'

/** *Revoke* for selected sessions, and the dialog that asks first. */
export function useBulkSessions(actions: SessionActions | undefined): {
  bulk: readonly BulkAction[]
  dialog: ReactNode
} {
  const router = useRouter()
  const [asking, setAsking] = useState<{ selection: Selection; clear: () => void }>()
  const [isPending, setPending] = useState(false)
  const bulk = useMemo(
    (): readonly BulkAction[] =>
      actions
        ? [
            {
              id: 'revoke',
              label: 'Revoke',
              icon: <LogOut aria-hidden />,
              run: (selection, clear) => setAsking({ selection, clear }),
            },
          ]
        : [],
    [actions],
  )
  const revoke = async () => {
    if (!asking || !actions) return
    setPending(true)
    const { data, error } = await outcomeOf(actions.revokeSelected({ selection: asking.selection }))
    setPending(false)
    setAsking(undefined)
    if (error) return toast({ title: 'Nothing was revoked', description: error.message, tone: 'bad' })
    asking.clear()
    router.refresh()
    toast({
      title: `${sessionCount(data.revoked)} revoked`,
      ...(data.revoked === 0 ? { description: 'None of them was open any more.' } : {}),
      tone: data.revoked > 0 ? 'good' : 'warn',
    })
  }
  const count = asking?.selection.kind === 'these' ? sessionCount(asking.selection.ids.length) : ''
  const what = asking?.selection.kind === 'matching' ? `all ${totalText(asking.selection)} matching sessions` : count
  const dialog = asking ? (
    <ConfirmDialog
      open
      onOpenChange={(open) => {
        if (!open) setAsking(undefined)
      }}
      title={`Revoke ${what}?`}
      description="Those that are open end at once. Whoever still has access at the IdP can sign in again."
      confirmLabel="Revoke sessions"
      tone="danger"
      isPending={isPending}
      onConfirm={() => void revoke()}
    />
  ) : null
  return { bulk, dialog }
}
