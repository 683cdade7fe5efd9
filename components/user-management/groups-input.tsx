'use client'
import { Combobox } from '@base-ui/react/combobox'
import { Check, X } from 'lucide-react'
import { useRef } from 'react'
import { cn } from '#components/ui/cn.ts'
import { controlStyles } from '#components/ui/input.tsx'

/** Some of the groups there are, found by typing. Inside a `Field` it takes its label from there. */
export const GroupsInput = ({
  items,
  value,
  disabled,
  onValueChange,
}: {
  items: readonly string[]
  value: readonly string[]
  /** Until the groups are known: an open list does not take in what comes later. */
  disabled: boolean
  onValueChange: (value: string[]) => void
}) => {
  const anchor = useRef<HTMLDivElement>(null)
  return (
    <Combobox.Root
      items={[...items]}
      multiple
      disabled={disabled}
      value={[...value]}
      onValueChange={(next: string[]) => onValueChange(next)}
    >
      <Combobox.Chips
        ref={anchor}
        className={cn(
          controlStyles,
          'focus-within:border-accent-text focus-within:outline-accent-text flex min-h-8 flex-wrap items-center gap-1 py-1 focus-within:outline-2',
        )}
      >
        {value.map((group) => (
          <Combobox.Chip
            key={group}
            className="bg-sunken data-highlighted:bg-hover flex h-6 max-w-full items-center gap-1 rounded-sm pl-1.5 text-sm outline-hidden"
          >
            <span className="truncate">{group}</span>
            <Combobox.ChipRemove
              aria-label={`Remove ${group}`}
              className="text-ink-faint hover:text-ink grid size-6 place-items-center rounded-sm"
            >
              <X className="size-3.5" aria-hidden />
            </Combobox.ChipRemove>
          </Combobox.Chip>
        ))}
        <Combobox.Input
          placeholder={value.length === 0 ? 'None. Type to find a group' : ''}
          className="placeholder:text-ink-faint min-w-24 flex-1 bg-transparent px-0.5 outline-hidden"
        />
      </Combobox.Chips>
      <Combobox.Portal>
        <Combobox.Positioner anchor={anchor} sideOffset={4} className="z-50 outline-hidden">
          <Combobox.Popup className="bg-raised shadow-popover max-h-[min(18rem,var(--available-height))] w-(--anchor-width) overflow-y-auto rounded-lg border p-1">
            <Combobox.Empty className="text-ink-muted px-2 py-1.5 text-sm empty:hidden">
              No group made by hand has this in its name.
            </Combobox.Empty>
            <Combobox.List>
              {(group: string) => (
                <Combobox.Item
                  key={group}
                  value={group}
                  className="data-highlighted:bg-hover grid min-h-7 cursor-default grid-cols-[1rem_1fr] items-center gap-2 rounded-md py-1 pr-3 pl-1.5 text-sm outline-hidden select-none"
                >
                  <Combobox.ItemIndicator className="col-start-1">
                    <Check className="text-accent-text size-3.5" aria-hidden />
                  </Combobox.ItemIndicator>
                  <span className="col-start-2 truncate">{group}</span>
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  )
}
