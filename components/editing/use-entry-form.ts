'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { chosenSide, rebased, type Side } from './conflict-choices.ts'
import { focusField } from './focus-field.ts'
import { type Answer, type FormError, outcomeOf } from '#components/idp/actions.ts'
import type { EditConflict } from '#lib/errors.ts'

/**
 * The state behind a form of a few fields: what was typed, what went wrong and where. A failed save keeps what was typed;
 * after one that found somebody else faster, `save` gets their version, and what `opened` is by then.
 */
export function useEntryForm<Entry extends object, Saved>(
  initial: Entry,
  save: (entry: Entry, seen: { opened: Entry; version: number | undefined }) => Answer<Saved>,
  onSaved: (entry: Entry, saved: Saved) => void,
) {
  const router = useRouter()
  const [entry, setEntry] = useState(initial)
  const [opened, setOpened] = useState(initial)
  const [conflict, setConflict] = useState<EditConflict>()
  const [error, setError] = useState<FormError>()
  const [isSaving, setSaving] = useState(false)
  const isDirty = JSON.stringify(entry) !== JSON.stringify(opened)
  const set = (change: Partial<Entry>) => {
    setEntry((before) => ({ ...before, ...change }))
    if (error?.field !== undefined && error.field in change) setError(undefined)
  }
  const meet = (met: EditConflict) => {
    const { base, draft } = rebased(entry, met.fields)
    setOpened(base)
    setEntry(draft)
    setConflict(met)
    setError(undefined)
  }
  const fieldOf = (field: string) => conflict?.fields.find((each) => each.field === field)
  return {
    entry,
    conflict,
    /** Which side of the conflict the form holds now, and putting the other one in. */
    chosen: (field: string): Side | undefined => {
      const found = fieldOf(field)
      return found && chosenSide(found, (entry as Readonly<Record<string, unknown>>)[field])
    },
    choose: (field: string, side: Side) => {
      const found = fieldOf(field)
      if (found) setEntry((before) => ({ ...before, [field]: found[side] }))
    },
    error,
    isSaving,
    isDirty,
    errorAt: (field: keyof Entry & string) => (error?.field === field ? error.message : undefined),
    set,
    submit: async () => {
      setSaving(true)
      const outcome = await outcomeOf(save(entry, { opened, version: conflict?.version }))
      setSaving(false)
      if (outcome.error?.conflict) return meet(outcome.error.conflict)
      if (outcome.error) {
        setError(outcome.error)
        focusField(outcome.error.field)
        return
      }
      setError(undefined)
      router.refresh()
      onSaved(entry, outcome.data)
    },
  }
}

/** The form of an entry, whatever its save answers. */
export type EntryForm<Entry extends object> = ReturnType<typeof useEntryForm<Entry, unknown>>
