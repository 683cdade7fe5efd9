'use client'
import { Autocomplete } from '@base-ui/react/autocomplete'
import { cn } from './cn.ts'
import { controlStyles } from './input.tsx'
import { ItemNote } from './item-note.tsx'

/** `note` stands at the right of the value. */
export type Suggestion = { value: string; note?: string | undefined }

/** A text input that offers what may be meant; whatever is typed counts. */
export const SuggestInput = ({
  value,
  onValueChange,
  suggestions,
  onOpen,
  status,
  placeholder,
  'aria-label': label,
  className,
}: {
  value: string
  onValueChange: (value: string) => void
  /** For what is typed now: they are not filtered here. */
  suggestions: readonly Suggestion[]
  onOpen: () => void
  /** Said above the suggestions: where they come from, that there are none. */
  status: string
  placeholder?: string
  'aria-label': string
  className?: string
}) => (
  <Autocomplete.Root
    items={suggestions}
    filter={null}
    itemToStringValue={(item: Suggestion) => item.value}
    value={value}
    onValueChange={onValueChange}
    openOnInputClick
    onOpenChange={(open, { reason }) => {
      // What is typed has been asked for already.
      if (open && reason !== 'input-change') onOpen()
    }}
  >
    <Autocomplete.Input
      aria-label={label}
      placeholder={placeholder}
      autoComplete="off"
      spellCheck={false}
      className={cn(controlStyles, 'h-8', className)}
    />
    <Autocomplete.Portal>
      <Autocomplete.Positioner sideOffset={4} className="z-50 outline-hidden">
        <Autocomplete.Popup className="bg-raised shadow-popover max-h-[min(20rem,var(--available-height))] w-(--anchor-width) min-w-48 overflow-y-auto rounded-lg border p-1 outline-hidden">
          <Autocomplete.Status className="text-ink-muted px-2 py-1 text-xs">{status}</Autocomplete.Status>
          <Autocomplete.List>
            {(item: Suggestion) => (
              <Autocomplete.Item
                key={item.value}
                value={item}
                className="data-highlighted:bg-hover flex min-h-7 cursor-default items-center rounded-md px-2 py-1 text-sm outline-hidden select-none"
              >
                <span className="min-w-0 flex-1 truncate">{item.value}</span>
                <ItemNote>{item.note}</ItemNote>
              </Autocomplete.Item>
            )}
          </Autocomplete.List>
        </Autocomplete.Popup>
      </Autocomplete.Positioner>
    </Autocomplete.Portal>
  </Autocomplete.Root>
)
