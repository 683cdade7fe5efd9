'use client'
import { Dialog } from '#components/ui/dialog.tsx'
import { Switch } from '#components/ui/switch.tsx'
import { setSingleKeys, useSingleKeys } from './single-keys.ts'

const shortcuts: readonly { keys: readonly string[]; does: string }[] = [
  { keys: ['/'], does: 'Search: go to the first filter' },
  { keys: ['f'], does: 'Show or hide the filters' },
  { keys: ['j'], does: 'Next row' },
  { keys: ['k'], does: 'Previous row' },
  { keys: ['Enter'], does: 'Open the row' },
  { keys: ['↑', '↓'], does: 'In an open row: previous or next row' },
  { keys: ['Esc'], does: 'Close what is open' },
  { keys: ['['], does: 'Previous page' },
  { keys: [']'], does: 'Next page' },
  { keys: ['l'], does: 'In SCIM Sync Logs: show requests as they come' },
  { keys: ['Shift', 'click'], does: 'On a column: sort by it as well' },
  { keys: ['Alt', '↑', '↓'], does: 'In Table Settings: move a column' },
  { keys: ['←', '→'], does: 'On the edge of a column: narrower or wider' },
  { keys: ['?'], does: 'This list' },
]

/** The keys that work on a table. */
export const ShortcutsDialog = ({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) => {
  const isOn = useSingleKeys()
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Keyboard shortcuts"
      description="On pages with a table, while nothing is being typed."
      footer={
        <Switch label="Single-key shortcuts" checked={isOn} onCheckedChange={setSingleKeys} className="mr-auto" />
      }
    >
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-6 gap-y-2 text-sm">
        {shortcuts.map(({ keys, does }) => (
          <div key={does} className="contents">
            <dt className="flex gap-1">
              {keys.map((key) => (
                <kbd
                  key={key}
                  className="bg-sunken border-line text-ink grid h-6 min-w-6 place-items-center rounded-md border px-1.5 font-sans text-xs"
                >
                  {key}
                </kbd>
              ))}
            </dt>
            <dd className="text-ink-muted">{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
