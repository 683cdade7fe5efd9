'use client'
import { type ReactNode, useId } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { EditConflict, type FieldWords } from './edit-conflict.tsx'
import { EntryProblem } from './entry-problem.tsx'
import type { EntryForm } from './use-entry-form.ts'

/**
 * The dialog around a form of a few fields: what went wrong and who was faster above them, the way out and `verb` below.
 * `shownFields`: the fields that say themselves what is wrong with them.
 */
export const EntryDialog = <Entry extends object>({
  form,
  title,
  description,
  size = 'md',
  verb,
  words,
  shownFields,
  isReady = true,
  onSubmit = () => void form.submit(),
  onClose,
  children,
}: {
  form: EntryForm<Entry>
  title: string
  description?: ReactNode
  size?: 'md' | 'lg'
  /** What saves: `Add rule`. */
  verb: string
  words: FieldWords
  shownFields: readonly string[]
  /** `false`: something that the form needs is not there yet. */
  isReady?: boolean
  onSubmit?: () => void
  onClose: () => void
  children: ReactNode
}) => {
  const id = useId()
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      dismissible={!form.isDirty}
      size={size}
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={id} variant="primary" disabled={form.isSaving || !isReady}>
            {verb}
          </Button>
        </>
      }
    >
      <form
        id={id}
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          onSubmit()
        }}
      >
        {form.conflict ? (
          <EditConflict
            key={form.conflict.version}
            conflict={form.conflict}
            words={words}
            chosen={form.chosen}
            onChoose={form.choose}
            disabled={form.isSaving}
          />
        ) : null}
        <EntryProblem error={form.error} shownFields={shownFields} />
        {children}
      </form>
    </Dialog>
  )
}
