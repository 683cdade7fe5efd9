'use client'
import { Select as Base } from '@base-ui/react/select'
import { Check, ChevronsUpDown } from 'lucide-react'
import { useRef } from 'react'
import { cn } from './cn.ts'
import { controlStyles } from './input.tsx'
import { ItemNote } from './item-note.tsx'
import { chosenText, type MultiSelectProps } from './multi-select.tsx'
import { useFirstOpening } from './use-first-opening.ts'

/** A `MultiSelect` that has been opened. */
export const OpenedMultiSelect = ({
  items,
  value,
  onValueChange,
  placeholder,
  onOpen,
  'aria-label': label,
  className,
}: MultiSelectProps) => {
  const trigger = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useFirstOpening(trigger)
  return (
    <Base.Root
      open={isOpen}
      items={items}
      multiple
      value={[...value]}
      onValueChange={(next) => onValueChange(next)}
      onOpenChange={(open) => {
        setOpen(open)
        if (open) onOpen?.()
      }}
    >
      <Base.Trigger
        ref={trigger}
        aria-label={label}
        className={cn(controlStyles, 'flex h-8 items-center justify-between gap-2 text-left', className)}
      >
        <Base.Value className={cn('truncate', value.length === 0 && 'text-ink-faint')}>
          {(chosen: string[]) => chosenText(items, chosen) ?? placeholder}
        </Base.Value>
        <Base.Icon>
          <ChevronsUpDown className="text-ink-faint size-3.5" aria-hidden />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50 outline-hidden">
          <Base.Popup className="bg-raised shadow-popover max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto rounded-lg border p-1 outline-hidden transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
            <Base.List>
              {items.map((item) => (
                <Base.Item
                  key={item.value}
                  value={item.value}
                  className="group data-highlighted:bg-hover grid min-h-7 cursor-default grid-cols-[1rem_1fr_auto] items-center gap-2 rounded-md py-1 pr-3 pl-1.5 text-sm outline-hidden select-none"
                >
                  <span className="border-line-strong text-accent-ink group-data-selected:border-accent group-data-selected:bg-accent grid size-4 place-items-center rounded-sm border">
                    <Base.ItemIndicator>
                      <Check className="size-3" aria-hidden />
                    </Base.ItemIndicator>
                  </span>
                  <Base.ItemText>{item.label}</Base.ItemText>
                  <ItemNote>{item.note}</ItemNote>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
