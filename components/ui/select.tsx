'use client'
import { Select as Base } from '@base-ui/react/select'
import { Check, ChevronsUpDown } from 'lucide-react'
import { cn } from './cn.ts'
import { controlStyles } from './input.tsx'

/** `note` stands at the right of the label in the list: a count, say. */
export type SelectItem = { value: string; label: string; note?: string | undefined }

/** One of a few choices. For more than a dozen that people search in, this is the wrong control. */
export const Select = ({
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
}: {
  items: readonly SelectItem[]
  name?: string
  value?: string
  defaultValue?: string
  onValueChange?: (value: string) => void
  placeholder?: string
  disabled?: boolean
  className?: string
  id?: string
  isInvalid?: boolean
  /** The list opens: time to ask for what it needs. */
  onOpen?: () => void
  'aria-label'?: string
  'aria-describedby'?: string
}) => (
  <Base.Root
    items={items}
    name={name}
    {...(value === undefined ? {} : { value })}
    {...(defaultValue === undefined ? {} : { defaultValue })}
    {...(disabled === undefined ? {} : { disabled })}
    onValueChange={(next) => {
      if (next !== null) onValueChange?.(next)
    }}
    onOpenChange={(open) => {
      if (open) onOpen?.()
    }}
  >
    <Base.Trigger
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

/** Beside an item's label, quieter. */
export const ItemNote = ({ children }: { children: string | undefined }) =>
  children === undefined ? null : <span className="text-ink-muted pl-3 text-xs tabular-nums">{children}</span>
