'use client'
import { Autocomplete } from '@base-ui/react/autocomplete'
import { useState } from 'react'
import { cn } from '#components/ui/cn.ts'
import { controlStyles } from '#components/ui/input.tsx'
import { ItemNote } from '#components/ui/item-note.tsx'

/** `note` stands at the right of the name. */
export type Option = { readonly id: string; readonly name: string; readonly note?: string | undefined }

/** Finds one of many by typing part of its name, again and again: what was picked is the caller's to show. */
export const SearchPicker = ({
  label,
  placeholder,
  options,
  status,
  onSearch,
  onPick,
}: {
  label: string
  placeholder: string
  /** For what is typed now: they are not filtered here. */
  options: readonly Option[]
  /** Said above the options. */
  status: string
  onSearch: (text: string) => void
  onPick: (option: Option) => void
}) => {
  const [text, setText] = useState('')
  return (
    <Autocomplete.Root
      items={options}
      filter={null}
      itemToStringValue={(option: Option) => option.name}
      value={text}
      openOnInputClick
      onValueChange={(next, { reason }) => {
        const typed = reason === 'item-press' ? '' : next
        setText(typed)
        onSearch(typed)
      }}
      onOpenChange={(open, { reason }) => {
        // What is typed has been asked for already.
        if (open && reason !== 'input-change') onSearch(text)
      }}
    >
      <Autocomplete.Input
        aria-label={label}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        onKeyDown={(event) => {
          // Whoever has nothing highlighted yet does not mean to save the form.
          if (event.key === 'Enter') event.preventDefault()
        }}
        className={cn(controlStyles, 'h-8')}
      />
      <Autocomplete.Portal>
        <Autocomplete.Positioner sideOffset={4} className="z-50 outline-hidden">
          <Autocomplete.Popup className="bg-raised shadow-popover max-h-[min(20rem,var(--available-height))] w-(--anchor-width) min-w-48 overflow-y-auto rounded-lg border p-1 outline-hidden">
            <Autocomplete.Status className="text-ink-muted px-2 py-1 text-xs">{status}</Autocomplete.Status>
            <Autocomplete.List>
              {(option: Option) => (
                <Autocomplete.Item
                  key={option.id}
                  value={option}
                  onClick={() => onPick(option)}
                  className="data-highlighted:bg-hover flex min-h-7 cursor-default items-center rounded-md px-2 py-1 text-sm outline-hidden select-none"
                >
                  <span className="min-w-0 flex-1 truncate">{option.name}</span>
                  <ItemNote>{option.note}</ItemNote>
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Popup>
        </Autocomplete.Positioner>
      </Autocomplete.Portal>
    </Autocomplete.Root>
  )
}
