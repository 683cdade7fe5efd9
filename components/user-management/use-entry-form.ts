'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { type Answer, type FormError, outcomeOf } from '#components/idp/actions.ts'

/** The state behind a form of a few fields: what was typed, what went wrong and where. A failed save keeps what was typed. */
export function useEntryForm<Entry extends object, Saved>(
  initial: Entry,
  save: (entry: Entry) => Answer<Saved>,
  onSaved: (entry: Entry, saved: Saved) => void,
) {
  const router = useRouter()
  const [entry, setEntry] = useState(initial)
  const [error, setError] = useState<FormError>()
  const [isSaving, setSaving] = useState(false)
  const isDirty = JSON.stringify(entry) !== JSON.stringify(initial)
  return {
    entry,
    error,
    isSaving,
    isDirty,
    errorAt: (field: keyof Entry & string) => (error?.field === field ? error.message : undefined),
    set: (change: Partial<Entry>) => {
      setEntry((before) => ({ ...before, ...change }))
      if (error?.field !== undefined && error.field in change) setError(undefined)
    },
    submit: async () => {
      setSaving(true)
      const outcome = await outcomeOf(save(entry))
      setSaving(false)
      if (outcome.error) {
        setError(outcome.error)
        document.querySelector<HTMLElement>(`[data-field="${outcome.error.field ?? 'form'}"] input`)?.focus()
        return
      }
      setError(undefined)
      router.refresh()
      onSaved(entry, outcome.data)
    },
  }
}
