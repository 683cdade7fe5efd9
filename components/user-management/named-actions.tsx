'use client'
import { Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useDeletion } from '#components/editing/use-deletion.ts'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
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
  const [open, setOpen] = useState<'edit' | 'delete'>()
  const { name } = named.entry
  const deletion = useDeletion(
    name,
    () => actions.remove({ id: named.id }),
    () => setOpen(undefined),
  )
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
        isPending={deletion.isPending}
        {...(asksForName ? { typeToConfirm: name } : {})}
        onConfirm={deletion.confirm}
      />
    </div>
  )
}
