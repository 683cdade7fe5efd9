'use client'
import { Combobox as Base } from '@base-ui/react/combobox'
import { Check, ChevronsUpDown } from 'lucide-react'
import { cn } from './cn.ts'
import { controlStyles } from './input.tsx'
import type { SelectItem } from './select.tsx'

/** One of many choices, found by typing part of its name. */
export const Combobox = ({
  items,
  value,
  onValueChange,
  placeholder,
  whenEmpty,
  'aria-label': label,
  className,
}: {
  items: readonly SelectItem[]
  value: string | undefined
  onValueChange: (value: string) => void
  placeholder?: string
  whenEmpty: string
  'aria-label': string
  className?: string
}) => (
  <Base.Root
    items={items}
    value={items.find((item) => item.value === value) ?? null}
    onValueChange={(next) => {
      if (next !== null) onValueChange(next.value)
    }}
  >
    <Base.InputGroup className={cn('relative', className)}>
      <Base.Input
        aria-label={label}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        className={cn(controlStyles, 'h-8 pr-8')}
      />
      <Base.Trigger
        aria-label={`Show choices of ${label}`}
        className="text-ink-faint absolute inset-y-0 right-0 grid w-8 place-items-center rounded-md"
      >
        <ChevronsUpDown className="size-3.5" aria-hidden />
      </Base.Trigger>
    </Base.InputGroup>
    <Base.Portal>
      <Base.Positioner sideOffset={4} className="z-50 outline-hidden">
        <Base.Popup className="bg-raised shadow-popover max-h-[min(20rem,var(--available-height))] w-(--anchor-width) min-w-56 overflow-y-auto rounded-lg border p-1 outline-hidden">
          <Base.Empty className="text-ink-muted text-sm not-empty:px-2 not-empty:py-1">{whenEmpty}</Base.Empty>
          <Base.List>
            {(item: SelectItem) => (
              <Base.Item
                key={item.value}
                value={item}
                className="data-highlighted:bg-hover grid min-h-7 cursor-default grid-cols-[1rem_1fr] items-center gap-2 rounded-md py-1 pr-3 pl-1.5 text-sm outline-hidden select-none"
              >
                <Base.ItemIndicator className="col-start-1">
                  <Check className="text-accent-text size-3.5" aria-hidden />
                </Base.ItemIndicator>
                <span className="col-start-2 truncate">{item.label}</span>
              </Base.Item>
            )}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
)
