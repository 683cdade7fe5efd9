'use client'
import { Pencil, Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useDeletion } from '#components/editing/use-deletion.ts'
import type { Answer } from '#components/idp/actions.ts'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import type { NamingRule } from '#lib/services/policy/view.ts'
import { LostRules } from './named-by.tsx'

/** *Edit* and *Delete* of something that rules may name: whoever deletes it sees the rules first. */
export const EntryTools = ({
  noun,
  name,
  consequence,
  rules,
  remove,
  renderForm,
}: {
  noun: string
  name: string
  /** What its deletion does besides. */
  consequence: string
  rules: readonly NamingRule[]
  remove: () => Answer<unknown>
  renderForm: (isOpen: boolean, onClose: () => void) => ReactNode
}) => {
  const [open, setOpen] = useState<'edit' | 'delete'>()
  const close = () => setOpen(undefined)
  const deletion = useDeletion(name, remove, () => setOpen(undefined))
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
      {renderForm(open === 'edit', close)}
      <ConfirmDialog
        open={open === 'delete'}
        onOpenChange={(next) => setOpen(next ? 'delete' : undefined)}
        title={`Delete ${name}?`}
        description={`${consequence} This cannot be undone.`}
        confirmLabel={`Delete ${noun}`}
        tone="danger"
        isPending={deletion.isPending}
        {...(rules.length > 0 ? { typeToConfirm: name } : {})}
        onConfirm={deletion.confirm}
      >
        <LostRules rules={rules} />
      </ConfirmDialog>
    </div>
  )
}
