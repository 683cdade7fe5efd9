'use client'
import { Pencil, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { outcomeOf } from '#components/idp/actions.ts'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { NamedActions as Actions } from './actions.ts'
import { NamedForm } from './forms.ts'
import type { EditedNamed } from './named-form.tsx'

/** What can be done with a group or department made by hand. `consequence`: what its deletion does, in numbers. */
export const NamedActions = ({
  noun,
  named,
  consequence,
  asksForName,
  actions,
}: {
  noun: 'group' | 'department'
  named: EditedNamed
  consequence: string
  /** Its deletion touches so many that the name is to be typed. */
  asksForName: boolean
  actions: Actions
}) => {
  const router = useRouter()
  const [open, setOpen] = useState<'edit' | 'delete'>()
  const [isPending, setPending] = useState(false)
  const { name } = named.entry
  const remove = async () => {
    setPending(true)
    const outcome = await outcomeOf(actions.remove({ id: named.id }))
    setPending(false)
    if (outcome.error) return toast({ title: 'Not deleted', description: outcome.error.message, tone: 'bad' })
    setOpen(undefined)
    toast({ title: `${name} was deleted`, tone: 'good' })
    router.refresh()
  }
  return (
    <div className="mb-5 flex flex-wrap gap-2">
      <Button size="sm" onClick={() => setOpen('edit')}>
        <Pencil aria-hidden />
        Edit {noun}
      </Button>
      <Button size="sm" onClick={() => setOpen('delete')}>
        <Trash2 aria-hidden />
        Delete {noun}
      </Button>
      <NamedForm
        isNeeded={open === 'edit'}
        isKept={false}
        noun={noun}
        named={named}
        actions={actions}
        onClose={() => setOpen(undefined)}
      />
      <ConfirmDialog
        open={open === 'delete'}
        onOpenChange={(next) => setOpen(next ? 'delete' : undefined)}
        title={`Delete ${name}?`}
        description={`${consequence} This cannot be undone.`}
        confirmLabel={`Delete ${noun}`}
        tone="danger"
        isPending={isPending}
        {...(asksForName ? { typeToConfirm: name } : {})}
        onConfirm={() => void remove()}
      />
    </div>
  )
}
