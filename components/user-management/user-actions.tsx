'use client'
import { Pencil, Power, PowerOff, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { outcomeOf } from '#components/idp/actions.ts'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { UserDetail } from '#lib/services/directory/index.ts'
import type { UserActions as Actions } from './actions.ts'
import { UserForm } from './forms.ts'

/** What can be done with a user who is not SCIM's. */
export const UserActions = ({ user, actions }: { user: UserDetail; actions: Actions }) => {
  const router = useRouter()
  const [open, setOpen] = useState<'edit' | 'delete'>()
  const [isPending, setPending] = useState(false)
  const place = { idpId: user.idpId, id: user.id }
  const { userName } = user.entry

  const setActive = async (active: boolean, isUndo = false) => {
    setPending(true)
    const outcome = await outcomeOf(actions.setUsersActive({ places: [place], active }))
    setPending(false)
    if (outcome.error) return toast({ title: 'Not changed', description: outcome.error.message, tone: 'bad' })
    router.refresh()
    toast({
      title: `${userName} was ${active ? 'reactivated' : 'deactivated'}`,
      tone: 'good',
      ...(isUndo ? {} : { action: { label: 'Undo', onClick: () => void setActive(!active, true) } }),
    })
  }
  const remove = async () => {
    setPending(true)
    const outcome = await outcomeOf(actions.deleteUser({ place }))
    setPending(false)
    if (outcome.error) return toast({ title: 'Not deleted', description: outcome.error.message, tone: 'bad' })
    setOpen(undefined)
    toast({ title: `${userName} was deleted`, tone: 'good' })
    router.refresh()
  }
  return (
    <div className="mb-5 flex flex-wrap gap-2">
      <Button size="sm" onClick={() => setOpen('edit')}>
        <Pencil aria-hidden />
        Edit user
      </Button>
      <Button size="sm" disabled={isPending} onClick={() => void setActive(!user.entry.active)}>
        {user.entry.active ? <PowerOff aria-hidden /> : <Power aria-hidden />}
        {user.entry.active ? 'Deactivate user' : 'Reactivate user'}
      </Button>
      <Button size="sm" onClick={() => setOpen('delete')}>
        <Trash2 aria-hidden />
        Delete user
      </Button>
      <UserForm
        isNeeded={open === 'edit'}
        isKept={false}
        user={{
          place,
          version: user.version,
          entry: user.entry,
          source: user.source === 'saml' ? 'saml' : 'hand',
        }}
        actions={actions}
        onClose={() => setOpen(undefined)}
      />
      <ConfirmDialog
        open={open === 'delete'}
        onOpenChange={(next) => setOpen(next ? 'delete' : undefined)}
        title={`Delete ${userName}?`}
        description={`${membershipText(user.groups.length)} This cannot be undone; to keep the user, deactivate instead.`}
        confirmLabel="Delete user"
        tone="danger"
        isPending={isPending}
        onConfirm={() => void remove()}
      />
    </div>
  )
}

const membershipText = (groups: number): string =>
  groups === 0
    ? 'The user is in no group.'
    : `The user leaves ${groups.toLocaleString('en')} group${groups === 1 ? '' : 's'}.`
