'use client'
import { Select as Base } from '@base-ui/react/select'
import { Check, ChevronsUpDown } from 'lucide-react'
import { useRef } from 'react'
import { cn } from './cn.ts'
import { controlStyles } from './input.tsx'
import { ItemNote } from './item-note.tsx'
import type { SelectProps } from './select.tsx'
import { useFirstOpening } from './use-first-opening.ts'

/** A `Select` that has been opened. */
export const OpenedSelect = ({
  items,
  name,
  value,
  defaultValue,
  onValueChange,
  placeholder,
  disabled,
  className,
  id,
  isInvalid,
  onOpen,
  'aria-label': label,
  'aria-describedby': description,
}: SelectProps) => {
  const trigger = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useFirstOpening(trigger)
  return (
    <Base.Root
      open={isOpen}
      items={items}
      name={name}
      {...(value === undefined ? {} : { value })}
      {...(defaultValue === undefined ? {} : { defaultValue })}
      {...(disabled === undefined ? {} : { disabled })}
      onValueChange={(next) => {
        if (next !== null) onValueChange?.(next)
      }}
      onOpenChange={(open) => {
        setOpen(open)
        if (open) onOpen?.()
      }}
    >
      <Base.Trigger
        ref={trigger}
        id={id}
        aria-label={label}
        {...(description === undefined ? {} : { 'aria-describedby': description })}
        {...(isInvalid ? { 'aria-invalid': true, 'data-invalid': '' } : {})}
        className={cn(
          controlStyles,
          'flex h-8 items-center justify-between gap-2 text-left data-disabled:opacity-60',
          className,
        )}
      >
        <Base.Value placeholder={placeholder} className="data-placeholder:text-ink-faint truncate" />
        <Base.Icon>
          <ChevronsUpDown className="text-ink-faint size-3.5" aria-hidden />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50 outline-hidden">
          <Base.Popup className="bg-raised shadow-popover max-h-(--available-height) max-w-80 min-w-(--anchor-width) origin-(--transform-origin) overflow-y-auto rounded-lg border p-1 outline-hidden transition-[opacity,scale] duration-100 data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0">
            <Base.List>
              {items.map((item) => (
                <Base.Item
                  key={item.value}
                  value={item.value}
                  className="data-highlighted:bg-hover grid min-h-7 cursor-default grid-cols-[1rem_1fr_auto] items-center gap-2 rounded-md py-1 pr-3 pl-1.5 text-sm outline-hidden select-none"
                >
                  <Base.ItemIndicator className="col-start-1">
                    <Check className="text-accent-text size-3.5" aria-hidden />
                  </Base.ItemIndicator>
                  <Base.ItemText className="col-start-2 truncate">{item.label}</Base.ItemText>
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
