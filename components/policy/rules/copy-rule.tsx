'use client'
import { useEntryForm } from '#components/editing/use-entry-form.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { toast } from '#components/ui/toast.tsx'
import { EntryProblem } from '#components/user-management/entry-problem.tsx'
import type { RuleView } from '#lib/services/policy/rule-view.ts'
import type { RuleActions } from './rule-actions.ts'

/** Asks how a copy is to be called. Mounted anew each time it opens. */
export const CopyRule = ({ rule, actions, onClose }: { rule: RuleView; actions: RuleActions; onClose: () => void }) => {
  const form = useEntryForm<{ name: string }, unknown>(
    { name: `${rule.name} copy` },
    ({ name }) => actions.copy({ id: rule.id, name }),
    ({ name }) => {
      toast({ title: `${name.trim()} was added`, description: 'It is disabled until you enable it.', tone: 'good' })
      onClose()
    },
  )
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      title={`Copy ${rule.name}`}
      description="The copy stands right behind this rule, with the same criteria, and is disabled."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="copy-rule-form" variant="primary" disabled={form.isSaving}>
            Copy rule
          </Button>
        </>
      }
    >
      <form
        id="copy-rule-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void form.submit()
        }}
      >
        <EntryProblem error={form.error} shownFields={['name']} />
        <div data-field="name">
          <Field label="Name" error={form.errorAt('name')}>
            <Input value={form.entry.name} autoComplete="off" onValueChange={(name) => form.set({ name })} />
          </Field>
        </div>
      </form>
    </Dialog>
  )
}
