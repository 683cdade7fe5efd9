'use client'
import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import {
  CircleQuestionMark,
  Copy,
  FileClock,
  FileText,
  type LucideIcon,
  Palette,
  Plus,
  Search,
  ShieldCheck,
  User,
  UserCog,
  Users,
} from 'lucide-react'
import { useTheme } from 'next-themes'
import { useRouter } from 'next/navigation'
import { startTransition, useState } from 'react'
import { useHelp } from '#components/help/help-context.tsx'
import { guideAt } from '#components/help/paths.ts'
import { copyText } from '#components/ui/copy.ts'
import { toast } from '#components/ui/toast.tsx'
import { type Command, type CommandGroup, type CommandIcon, commandsFor } from './commands.ts'
import { useFound } from './use-found.ts'

/** What the command menu opens: a field, and under it whatever the text in it may mean. */
export const CommandPalette = ({
  open,
  onOpenChange,
  mayAddIdp,
  onSignOut,
}: {
  open: boolean
  onOpenChange: (open: boolean) => void
  mayAddIdp: boolean
  onSignOut: () => Promise<unknown>
}) => (
  <Dialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
    <Dialog.Portal>
      <Dialog.Backdrop className="bg-scrim fixed inset-0 z-50 transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0" />
      <Dialog.Popup
        aria-label="Search and commands"
        className="bg-raised shadow-popover fixed top-[12dvh] left-1/2 z-50 flex max-h-[76dvh] w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 flex-col overflow-hidden rounded-xl border outline-hidden transition-[opacity,scale] duration-100 data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0"
      >
        <CommandList mayAddIdp={mayAddIdp} onSignOut={onSignOut} onDone={() => onOpenChange(false)} />
      </Dialog.Popup>
    </Dialog.Portal>
  </Dialog.Root>
)

const CommandList = ({
  mayAddIdp,
  onSignOut,
  onDone,
}: {
  mayAddIdp: boolean
  onSignOut: () => Promise<unknown>
  onDone: () => void
}) => {
  const router = useRouter()
  const { setTheme } = useTheme()
  const help = useHelp()
  const [text, setText] = useState('')
  const { found, isSearching, hasFailed } = useFound(text)
  const groups = commandsFor(text, found, { mayAddIdp })
  const run = (command: Command) => {
    onDone()
    // Guides open beside the page.
    const guide = command.href === undefined ? undefined : guideAt(command.href)
    if (command.copy !== undefined) void copyEndpoint(command.copy)
    else if (command.run === 'help') help.open()
    else if (command.run === 'sign-out') startTransition(async () => void (await onSignOut()))
    else if (command.run) setTheme(command.run)
    else if (guide) help.open(guide)
    else if (command.href !== undefined) router.push(command.href)
  }
  return (
    <Autocomplete.Root
      inline
      open
      mode="none"
      items={groups}
      value={text}
      // Choosing a line is not typing it.
      onValueChange={(value, { reason }) => reason === 'input-change' && setText(value)}
      itemToStringValue={(command: Command) => command.label}
      autoHighlight="always"
      keepHighlight
    >
      <div className="flex h-11 shrink-0 items-center gap-2.5 border-b px-3.5">
        <Search className="text-ink-faint size-4 shrink-0" aria-hidden />
        <Autocomplete.Input
          aria-label="Search pages, people, groups, log entries and actions"
          placeholder="A page, a person, a group, an id, an action…"
          className="placeholder:text-ink-faint h-full min-w-0 flex-1 bg-transparent text-base outline-hidden"
        />
      </div>
      <Autocomplete.Status className="sr-only">
        {isSearching ? 'Searching…' : `${groups.reduce((sum, { items }) => sum + items.length, 0)} results`}
      </Autocomplete.Status>
      <Autocomplete.Empty>
        <p className="text-ink-muted px-4 py-8 text-center text-sm empty:hidden">
          {hasFailed
            ? 'The directory could not be searched just now. Pages and actions are still found.'
            : isSearching
              ? 'Searching…'
              : 'Nothing has this name or id.'}
        </p>
      </Autocomplete.Empty>
      <Autocomplete.List className="min-h-0 flex-1 overflow-y-auto p-1.5 empty:hidden">
        {(group: CommandGroup) => (
          <Autocomplete.Group key={group.label} items={group.items} className="pb-1.5 last:pb-0">
            <Autocomplete.GroupLabel className="text-ink-faint px-2 py-1 text-xs">
              {group.label}
            </Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(command: Command) => (
                <Autocomplete.Item
                  key={command.id}
                  value={command}
                  onClick={() => run(command)}
                  className="data-highlighted:bg-hover flex h-9 items-center gap-2.5 rounded-md px-2 text-sm outline-hidden"
                >
                  <Icon of={command.icon} />
                  <span className="truncate font-medium">{command.label}</span>
                  <span className="text-ink-faint min-w-0 flex-1 truncate text-right text-xs">{command.detail}</span>
                </Autocomplete.Item>
              )}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
      <div className="text-ink-faint flex h-8 shrink-0 items-center gap-4 border-t px-3.5 text-xs" aria-hidden>
        <span>↑↓ choose</span>
        <span>Enter open</span>
        <span>Esc close</span>
      </div>
    </Autocomplete.Root>
  )
}

async function copyEndpoint(endpoint: string): Promise<void> {
  if (await copyText(endpoint)) toast({ title: 'Endpoint copied', description: endpoint, tone: 'good' })
  else toast({ title: 'The browser did not let it be copied', description: endpoint, tone: 'bad' })
}

const icons: Record<CommandIcon, LucideIcon> = {
  page: FileText,
  copy: Copy,
  action: Plus,
  account: UserCog,
  theme: Palette,
  help: CircleQuestionMark,
  idp: ShieldCheck,
  user: User,
  group: Users,
  log: FileClock,
}

const Icon = ({ of }: { of: CommandIcon }) => {
  const Shown = icons[of]
  return <Shown className="text-ink-faint size-4 shrink-0" aria-hidden />
}
