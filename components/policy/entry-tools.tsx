'use client'
import { Pencil, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { type Answer, outcomeOf } from '#components/idp/actions.ts'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toast } from '#components/ui/toast.tsx'
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
  const router = useRouter()
  const [open, setOpen] = useState<'edit' | 'delete'>()
  const [isPending, setPending] = useState(false)
  const close = () => setOpen(undefined)
  const confirm = async () => {
    setPending(true)
    const outcome = await outcomeOf(remove())
    setPending(false)
    if (outcome.error) return toast({ title: 'Not deleted', description: outcome.error.message, tone: 'bad' })
    close()
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
      {renderForm(open === 'edit', close)}
      <ConfirmDialog
        open={open === 'delete'}
        onOpenChange={(next) => setOpen(next ? 'delete' : undefined)}
        title={`Delete ${name}?`}
        description={`${consequence} This cannot be undone.`}
        confirmLabel={`Delete ${noun}`}
        tone="danger"
        isPending={isPending}
        {...(rules.length > 0 ? { typeToConfirm: name } : {})}
        onConfirm={() => void confirm()}
      >
        <LostRules rules={rules} />
      </ConfirmDialog>
    </div>
  )
}
