'use client'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import type { TableDefinition } from '#lib/table/define-table.ts'
import { savedFilterText } from '#lib/table/filter-words.ts'
import type { SavedFilter } from '#lib/table/saved-filter.ts'
import type { SavedFilters } from './saved-filters.tsx'

/** Asks for the name under which the applied filters are saved. */
export const SaveFilterDialog = ({
  definition,
  own,
  query,
  onClose,
  onSaved,
}: {
  definition: TableDefinition
  own: SavedFilters
  query: string
  onClose: () => void
  onSaved: (filter: SavedFilter) => void
}) => {
  const [name, setName] = useState('')
  const [error, setError] = useState<string>()
  const [isPending, setPending] = useState(false)
  const save = async () => {
    setPending(true)
    const outcome = await own.save(name, query)
    setPending(false)
    if ('id' in outcome) onSaved({ id: outcome.id, table: definition.name, name: name.trim(), query, isDefault: false })
    else setError(outcome.message)
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      title="Save Applied Filter"
      description={savedFilterText(definition, query)}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={isPending || name.trim() === ''} onClick={() => void save()}>
            Save filter
          </Button>
        </>
      }
    >
      <Field label="Name" error={error}>
        <Input
          value={name}
          maxLength={80}
          autoComplete="off"
          onValueChange={(value) => {
            setName(value)
            setError(undefined)
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && name.trim() !== '' && !isPending) void save()
          }}
        />
      </Field>
    </Dialog>
  )
}
