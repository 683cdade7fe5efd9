'use client'
import { Search } from 'lucide-react'
import { useEffect } from 'react'
import { onDemand } from '#components/ui/on-demand.ts'

const CommandPalette = onDemand(async () => (await import('./command-palette.tsx')).CommandPalette)

/** Opens with ⌘K or Ctrl+K anywhere: pages, actions, and whatever the directory holds under what is typed. */
export const CommandMenu = ({
  open,
  onOpenChange,
  mayAddIdp,
  onSignOut,
}: {
  open: boolean
  onOpenChange: (open: boolean) => void
  mayAddIdp: boolean
  onSignOut: () => Promise<unknown>
}) => {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey) return
      event.preventDefault()
      onOpenChange(!open)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [open, onOpenChange])
  return (
    <CommandPalette
      isNeeded={open}
      open={open}
      onOpenChange={onOpenChange}
      mayAddIdp={mayAddIdp}
      onSignOut={onSignOut}
    />
  )
}

/** In the menu's column, where there is room for words. */
export const CommandField = ({ isOpen, onOpen }: { isOpen: boolean; onOpen: () => void }) => (
  <button
    type="button"
    aria-haspopup="dialog"
    aria-expanded={isOpen}
    aria-keyshortcuts="Meta+K Control+K"
    onClick={onOpen}
    className="text-ink-faint hover:bg-hover hover:text-ink bg-surface flex h-8 w-full min-w-0 items-center gap-2 rounded-md border px-2 text-left text-sm transition-colors"
  >
    <Search className="size-3.5 shrink-0" aria-hidden />
    <span className="flex-1 truncate">Search…</span>
    <kbd className="font-sans text-xs" aria-hidden>
      ⌘K
    </kbd>
  </button>
)

/** In the bar of narrow screens. */
export const CommandButton = ({ isOpen, onOpen }: { isOpen: boolean; onOpen: () => void }) => (
  <button
    type="button"
    aria-haspopup="dialog"
    aria-expanded={isOpen}
    aria-label="Search"
    onClick={onOpen}
    className="text-ink-muted hover:bg-hover hover:text-ink grid size-8 place-items-center rounded-md"
  >
    <Search className="size-4.5" aria-hidden />
  </button>
)
