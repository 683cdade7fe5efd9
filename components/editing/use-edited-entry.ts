'use client'
import type { Answer } from '#components/idp/actions.ts'
import { toast } from '#components/ui/toast.tsx'
import { useEntryForm } from './use-entry-form.ts'

/** Something as its form opened it. */
export type Edited<Entry> = { readonly id: string; readonly version: number; readonly entry: Entry }

/** The form of something named: it is added, or `edited` is changed; told when it is done, and closed. */
export const useEditedEntry = <Entry extends { name: string }>({
  edited,
  empty,
  actions: { create, change },
  onClose,
}: {
  edited: Edited<Entry> | undefined
  empty: Entry
  actions: {
    create: (entry: Entry) => Answer<unknown>
    change: (input: { id: string; version: number; entry: Entry; opened: Entry }) => Answer<unknown>
  }
  onClose: () => void
}) =>
  useEntryForm<Entry, unknown>(
    edited?.entry ?? empty,
    (entry, { opened, version }) =>
      edited ? change({ id: edited.id, version: version ?? edited.version, entry, opened }) : create(entry),
    ({ name }) => {
      toast({ title: `${name.trim()} was ${edited ? 'saved' : 'added'}`, tone: 'good' })
      onClose()
    },
  )
