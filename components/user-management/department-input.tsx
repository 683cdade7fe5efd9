'use client'
import { Autocomplete } from '@base-ui/react/autocomplete'
import { cn } from '#components/ui/cn.ts'
import { controlStyles } from '#components/ui/input.tsx'

/** A department: one of those there are, or a new one. Inside a `Field` it takes its label from there. */
export const DepartmentInput = ({
  items,
  value,
  onValueChange,
}: {
  items: readonly string[]
  value: string
  onValueChange: (value: string) => void
}) => (
  <Autocomplete.Root items={[...items]} value={value} onValueChange={(next) => onValueChange(next)}>
    <Autocomplete.Input className={cn(controlStyles, 'h-8')} spellCheck={false} />
    <Autocomplete.Portal>
      <Autocomplete.Positioner sideOffset={4} className="z-50 outline-hidden data-empty:hidden">
        <Autocomplete.Popup className="bg-raised shadow-popover max-h-[min(18rem,var(--available-height))] w-(--anchor-width) overflow-y-auto rounded-lg border p-1">
          <Autocomplete.List>
            {(department: string) => (
              <Autocomplete.Item
                key={department}
                value={department}
                className="data-highlighted:bg-hover min-h-7 cursor-default truncate rounded-md px-2 py-1 text-sm outline-hidden select-none"
              >
                {department}
              </Autocomplete.Item>
            )}
          </Autocomplete.List>
        </Autocomplete.Popup>
      </Autocomplete.Positioner>
    </Autocomplete.Portal>
  </Autocomplete.Root>
)
