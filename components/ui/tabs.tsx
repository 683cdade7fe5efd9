'use client'
import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
import { cn } from './cn.ts'

/** Panels of which one shows. Controlled when `value` is given. */
export const Tabs = ({
  items,
  value,
  defaultValue,
  onValueChange,
  className,
}: {
  items: readonly { value: string; label: ReactNode; content: ReactNode; disabled?: boolean }[]
  value?: string
  defaultValue?: string
  onValueChange?: (value: string) => void
  className?: string
}) => (
  <Base.Root
    {...(value === undefined ? { defaultValue: defaultValue ?? items[0]?.value } : { value })}
    onValueChange={(next: string) => onValueChange?.(next)}
    className={className}
  >
    <Base.List className="relative flex gap-1 overflow-x-auto border-b">
      {items.map((item) => (
        <Base.Tab
          key={item.value}
          value={item.value}
          disabled={item.disabled ?? false}
          className={cn(
            'text-ink-muted hover:text-ink data-active:text-ink h-9 px-3 text-sm font-medium whitespace-nowrap -outline-offset-2 data-disabled:opacity-50',
          )}
        >
          {item.label}
        </Base.Tab>
      ))}
      <Base.Indicator className="bg-accent-text absolute bottom-0 left-0 h-0.5 w-(--active-tab-width) translate-x-(--active-tab-left) transition-[translate,width] duration-150" />
    </Base.List>
    {items.map((item) => (
      <Base.Panel key={item.value} value={item.value} className="pt-5 outline-offset-4">
        {item.content}
      </Base.Panel>
    ))}
  </Base.Root>
)
