'use client'
import { Popover } from '@base-ui/react/popover'
import { Star, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import type { TriggerElement } from '#components/ui/closed-trigger.tsx'
import { cn } from '#components/ui/cn.ts'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { TableDefinition } from '#lib/table/define-table.ts'
import { droppedText, savedFilterText } from '#lib/table/filter-words.ts'
import type { SavedFilter } from '#lib/table/saved-filter.ts'
import { SaveFilterDialog } from './save-filter-dialog.tsx'
import type { SavedFiltersMenuProps } from './saved-filters-menu.tsx'
import type { SavedFilters } from './saved-filters.tsx'

/** A `SavedFiltersMenu` that has been opened. */
export const SavedFiltersPopover = ({
  trigger,
  definition,
  own,
  picked,
  query,
  onPick,
}: SavedFiltersMenuProps & { trigger: TriggerElement }) => {
  const [isOpen, setOpen] = useState(true)
  const [isSaving, setSaving] = useState(false)
  const [leaving, setLeaving] = useState<SavedFilter>()
  const pick = (filter: SavedFilter) => {
    setOpen(false)
    onPick(filter)
    const dropped = droppedText(definition, filter.query)
    if (dropped !== undefined) toast({ tone: 'warn', title: 'Part of this filter is gone', description: dropped })
  }
  const remove = async (filter: SavedFilter) => {
    setLeaving(undefined)
    const error = await own.remove(filter.id)
    if (error) toast({ tone: 'bad', title: 'The filter was not deleted', description: error.message })
  }
  return (
    <>
      <Popover.Root open={isOpen} onOpenChange={setOpen}>
        <Popover.Trigger render={trigger} />
        <Popover.Portal>
          <Popover.Positioner align="start" sideOffset={4} className="z-40 outline-hidden">
            <Popover.Popup
              aria-label="Saved filters"
              className="bg-raised shadow-popover flex max-h-(--available-height) w-[min(24rem,calc(100vw-1.5rem))] flex-col overflow-hidden rounded-lg border outline-hidden transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0"
            >
              <div className="min-h-0 overflow-y-auto p-1">
                <ListHead>Saved</ListHead>
                {own.saved.length === 0 ? (
                  <p className="text-ink-muted px-2 pb-2 text-sm">
                    None yet. Apply filters, then save them under a name: they are yours, on every device.
                  </p>
                ) : (
                  <ul aria-label="Saved filters">
                    {own.saved.map((filter) => (
                      <Item
                        key={filter.id}
                        definition={definition}
                        filter={filter}
                        isPicked={filter.id === picked?.id}
                        onPick={() => pick(filter)}
                      >
                        <DefaultButton filter={filter} own={own} definition={definition} />
                        <Button
                          variant="ghost"
                          size="sm"
                          square
                          aria-label={`Delete ${filter.name}`}
                          title="Delete"
                          onClick={() => setLeaving(filter)}
                        >
                          <Trash2 aria-hidden />
                        </Button>
                      </Item>
                    ))}
                  </ul>
                )}
                {own.recent.length > 0 ? (
                  <>
                    <ListHead>Recent</ListHead>
                    <ul aria-label="Recent filters">
                      {own.recent.map((filter) => (
                        <Item
                          key={filter.id}
                          definition={definition}
                          filter={filter}
                          isPicked={false}
                          onPick={() => pick(filter)}
                        />
                      ))}
                    </ul>
                  </>
                ) : null}
              </div>
              <div className="border-t p-2">
                <Button
                  size="sm"
                  className="w-full"
                  disabled={query === ''}
                  onClick={() => {
                    setOpen(false)
                    setSaving(true)
                  }}
                >
                  Save Applied Filter
                </Button>
              </div>
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      </Popover.Root>
      {isSaving ? (
        <SaveFilterDialog
          definition={definition}
          own={own}
          query={query}
          onClose={() => setSaving(false)}
          onSaved={(filter) => {
            setSaving(false)
            onPick(filter)
          }}
        />
      ) : null}
      <ConfirmDialog
        open={leaving !== undefined}
        onOpenChange={(open) => {
          if (!open) setLeaving(undefined)
        }}
        title={`Delete the filter ${leaving?.name ?? ''}?`}
        description="Only you see this filter. What it shows stays; the filter cannot be brought back."
        confirmLabel="Delete filter"
        tone="danger"
        onConfirm={() => {
          if (leaving) void remove(leaving)
        }}
      />
    </>
  )
}

const ListHead = ({ children }: { children: string }) => (
  <p aria-hidden className="text-ink-faint px-2 pt-1.5 pb-1 text-xs font-medium">
    {children}
  </p>
)

const Item = ({
  definition,
  filter,
  isPicked,
  onPick,
  children,
}: {
  definition: TableDefinition
  filter: SavedFilter
  isPicked: boolean
  onPick: () => void
  children?: React.ReactNode
}) => {
  const text = savedFilterText(definition, filter.query)
  return (
    <li className="hover:bg-hover flex items-center gap-0.5 rounded-md pr-1">
      <button
        type="button"
        onClick={onPick}
        {...(isPicked ? { 'aria-current': true } : {})}
        className="min-w-0 flex-1 rounded-md px-2 py-1 text-left text-sm -outline-offset-2"
      >
        {filter.name === null ? null : (
          <span className={cn('block truncate font-medium', isPicked && 'text-accent-text')}>{filter.name}</span>
        )}
        <span title={text} className={cn('block truncate', filter.name === null ? '' : 'text-ink-muted text-xs')}>
          {text}
        </span>
      </button>
      {children}
    </li>
  )
}

const DefaultButton = ({
  definition,
  filter,
  own,
}: {
  definition: TableDefinition
  filter: SavedFilter
  own: SavedFilters
}) => {
  const change = async () => {
    const error = await own.setDefault(filter.id, !filter.isDefault)
    if (error) toast({ tone: 'bad', title: 'The default was not changed', description: error.message })
  }
  return (
    <Button
      variant="ghost"
      size="sm"
      square
      aria-pressed={filter.isDefault}
      aria-label={`Open ${definition.title} with ${filter.name ?? ''}`}
      title={
        filter.isDefault ? `${definition.title} opens with this filter` : `Open ${definition.title} with this filter`
      }
      onClick={() => void change()}
    >
      <Star aria-hidden className={filter.isDefault ? 'text-accent-text fill-current' : ''} />
    </Button>
  )
}
