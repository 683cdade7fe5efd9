'use client'
import { Power, PowerOff, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type ReactNode, useMemo, useState } from 'react'
import { outcomeOf } from '#components/idp/actions.ts'
import type { BulkAction } from '#components/table/selection-bar.tsx'
import type { Selection } from '#components/table/use-selection.ts'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { BulkResult } from '#lib/services/directory/index.ts'
import { deletionPhrase, type SelectionCount, type UserActions } from './actions.ts'

type Asking = { selection: Selection; count: SelectionCount; clear: () => void }

/** More than these are not taken back by a toast: one request carries no more. */
const MOST_UNDONE = 1_000

/** What can be done with selected users, and the dialog that asks before they are deleted. */
export function useBulkUsers(actions: UserActions | undefined): { bulk: readonly BulkAction[]; dialog: ReactNode } {
  const router = useRouter()
  const [asking, setAsking] = useState<Asking>()
  const [isPending, setPending] = useState(false)

  const bulk = useMemo((): readonly BulkAction[] => {
    if (!actions) return []
    const setActive = async (selection: Selection, clear: () => void, active: boolean) => {
      const { data, error } = await outcomeOf(actions.setSelectedActive({ selection, active }))
      if (error) return toast({ title: 'Not changed', description: error.message, tone: 'bad' })
      clear()
      router.refresh()
      const undo = async () => {
        const undone = await outcomeOf(actions.setUsersActive({ places: data.changed, active: !active }))
        if (undone.error) toast({ title: 'Not taken back', description: undone.error.message, tone: 'bad' })
        router.refresh()
      }
      const canUndo = data.changed.length > 0 && data.changed.length <= MOST_UNDONE
      toast({
        title: `${users(data.changed.length)} ${active ? 'reactivated' : 'deactivated'}`,
        description: leftText(data),
        tone: data.changed.length > 0 ? 'good' : 'warn',
        ...(canUndo ? { action: { label: 'Undo', onClick: () => void undo() } } : {}),
      })
    }
    return [
      {
        id: 'deactivate',
        label: 'Deactivate',
        icon: <PowerOff aria-hidden />,
        run: (selection, clear) => setActive(selection, clear, false),
      },
      {
        id: 'reactivate',
        label: 'Reactivate',
        icon: <Power aria-hidden />,
        run: (selection, clear) => setActive(selection, clear, true),
      },
      {
        id: 'delete',
        label: 'Delete',
        icon: <Trash2 aria-hidden />,
        run: async (selection, clear) => {
          const { data, error } = await outcomeOf(actions.countSelected({ selection }))
          if (error) toast({ title: 'Not deleted', description: error.message, tone: 'bad' })
          else if (data.editable > 0) setAsking({ selection, count: data, clear })
          else toast({ title: 'Nothing to delete', description: 'SCIM owns all of these users.', tone: 'warn' })
        },
      },
    ]
  }, [actions, router])

  const remove = async () => {
    if (!asking || !actions) return
    setPending(true)
    const typed = deletionPhrase(asking.count.editable)
    const { data, error } = await outcomeOf(actions.deleteSelected({ selection: asking.selection, typed }))
    setPending(false)
    setAsking(undefined)
    if (error) return toast({ title: 'Not deleted', description: error.message, tone: 'bad' })
    asking.clear()
    router.refresh()
    toast({ title: `${users(data.changed.length)} deleted`, description: leftText(data), tone: 'good' })
  }
  const dialog = asking ? (
    <ConfirmDialog
      open
      onOpenChange={(open) => {
        if (!open) setAsking(undefined)
      }}
      title={`Delete ${users(asking.count.editable)}?`}
      description={[
        'They leave their groups. This cannot be undone; to keep them, deactivate instead.',
        ownedText(asking.count.refused),
      ]
        .filter(Boolean)
        .join(' ')}
      confirmLabel={`Delete ${users(asking.count.editable)}`}
      tone="danger"
      typeToConfirm={deletionPhrase(asking.count.editable)}
      isPending={isPending}
      onConfirm={() => void remove()}
    />
  ) : null
  return { bulk, dialog }
}

const users = (count: number): string => `${count.toLocaleString('en')} user${count === 1 ? '' : 's'}`

const ownedText = (refused: number): string =>
  refused > 0 ? `${users(refused)} of identity providers left as ${refused === 1 ? 'it is' : 'they are'}.` : ''

const leftText = ({ refused, unchanged }: BulkResult): string =>
  [ownedText(refused), unchanged > 0 ? `${users(unchanged)} had nothing to change.` : ''].filter(Boolean).join(' ')
