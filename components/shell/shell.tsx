'use client'
import { Menu as MenuIcon } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { ActivationStatus, SavedAsDraft } from '#components/activation/activation-status.tsx'
import { HelpBeside, HelpButton } from '#components/help/help-button.tsx'
import { HelpProvider } from '#components/help/help-context.tsx'
import { onDemand } from '#components/ui/on-demand.ts'
import type { ActivationSummary } from '#lib/services/activation/summary.ts'
import { Brand } from './brand.tsx'
import { CommandButton, CommandField, CommandMenu } from './command-menu.tsx'
import { SideNavigation } from './side-navigation.tsx'
import { ThemeSwitch } from './theme-switch.tsx'
import { UserMenu, type UserMenuProps } from './user-menu.tsx'

const NarrowMenu = onDemand(async () => (await import('./narrow-menu.tsx')).NarrowMenu)

/** The frame around every portal page: menu beside it, or behind a button on narrow screens. */
export const Shell = ({
  user,
  mayAddIdp,
  activation,
  children,
}: {
  user: UserMenuProps
  mayAddIdp: boolean
  /** Undefined where changes take effect on Save. */
  activation: ActivationSummary | undefined
  children: ReactNode
}) => {
  const [isMenuOpen, setMenuOpen] = useState(false)
  const [isSearching, setSearching] = useState(false)
  const search = () => setSearching(true)
  const foot = (
    <div className="flex flex-col gap-2 border-t pt-3">
      {activation ? <ActivationStatus summary={activation} /> : null}
      <ThemeSwitch />
      <UserMenu {...user} />
    </div>
  )
  return (
    <HelpProvider>
      <div className="min-h-dvh lg:grid lg:grid-cols-[15rem_minmax(0,1fr)_auto]">
        <a
          href="#main"
          className="bg-raised focus:shadow-popover fixed top-2 left-2 z-50 -translate-y-16 rounded-md border px-3 py-1.5 text-sm font-medium focus:translate-y-0"
        >
          Skip to content
        </a>
        <aside className="bg-sunken sticky top-0 hidden h-dvh flex-col gap-4 border-r p-3 lg:flex">
          <Brand />
          <div className="flex items-center gap-1">
            <CommandField isOpen={isSearching} onOpen={search} />
            <HelpButton />
          </div>
          {/* The menu scrolls by itself: search and account stay in sight. Its padding leaves room for focus rings. */}
          <div className="-mx-3 min-h-0 flex-1 overflow-y-auto px-3">
            <SideNavigation />
          </div>
          {foot}
        </aside>
        <header className="bg-canvas sticky top-0 z-30 flex h-12 items-center gap-2 border-b px-3 lg:hidden">
          <button
            type="button"
            aria-label="Open menu"
            aria-haspopup="dialog"
            aria-expanded={isMenuOpen}
            onClick={() => setMenuOpen(true)}
            className="text-ink-muted hover:bg-hover hover:text-ink grid size-8 place-items-center rounded-md"
          >
            <MenuIcon className="size-4.5" aria-hidden />
          </button>
          <NarrowMenu isNeeded={isMenuOpen} open={isMenuOpen} onOpenChange={setMenuOpen}>
            {foot}
          </NarrowMenu>
          <Brand />
          <div className="flex-1" />
          <CommandButton isOpen={isSearching} onOpen={search} />
          <HelpButton />
        </header>
        <SavedAsDraft savedAt={activation?.savedAt} />
        <CommandMenu open={isSearching} onOpenChange={setSearching} mayAddIdp={mayAddIdp} onSignOut={user.onSignOut} />
        <main id="main" tabIndex={-1} className="min-w-0 px-4 py-5 outline-hidden sm:px-6 lg:px-8 lg:py-7">
          {/* Pages lay themselves out by the room that the help beside them leaves. */}
          <div className="@container mx-auto max-w-[100rem]">{children}</div>
        </main>
        <HelpBeside />
      </div>
    </HelpProvider>
  )
}
