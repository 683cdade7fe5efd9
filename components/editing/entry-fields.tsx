'use client'
import type { ComponentProps } from 'react'
import { Field } from '#components/ui/field.tsx'
import { Input, Textarea } from '#components/ui/input.tsx'
import type { EntryForm } from './use-entry-form.ts'

/** A field of an entry's form, with what is wrong with it; a failed save puts the focus there. */
export const EntryField = <Entry extends object>({
  form,
  field,
  ...props
}: {
  form: Pick<EntryForm<Entry>, 'errorAt'>
  field: keyof Entry & string
} & Omit<ComponentProps<typeof Field>, 'error'>) => (
  <div data-field={field}>
    <Field error={form.errorAt(field)} {...props} />
  </div>
)

type Of<Field extends string, Entry extends Readonly<Record<Field, string>>> = {
  form: Pick<EntryForm<Entry>, 'errorAt' | 'entry' | 'set'>
}

/** What something is called. */
export const NameField = <Entry extends { name: string }>({
  form,
  description,
}: Of<'name', Entry> & { description?: string }) => (
  <EntryField form={form} field="name" label="Name" description={description}>
    <Input
      value={form.entry.name}
      autoComplete="off"
      onValueChange={(name) => form.set({ name } satisfies { name: string } as Partial<Entry>)}
    />
  </EntryField>
)

/** What an administrator wants others to know of something. */
export const DescriptionField = <Entry extends { description: string }>({ form }: Of<'description', Entry>) => (
  <EntryField form={form} field="description" label="Description">
    <Textarea
      rows={2}
      value={form.entry.description}
      onChange={({ target }) =>
        form.set({ description: target.value } satisfies { description: string } as Partial<Entry>)
      }
    />
  </EntryField>
)
