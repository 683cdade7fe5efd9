'use client'
import { Dialog } from '@base-ui/react/dialog'
import { Menu as MenuIcon, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Brand } from './brand.tsx'
import { CommandButton, CommandField, CommandMenu, createCommandMenu } from './command-menu.tsx'
import { SideNavigation } from './side-navigation.tsx'
import { ThemeSwitch } from './theme-switch.tsx'
import { UserMenu, type UserMenuProps } from './user-menu.tsx'

/** The frame around every portal page: menu beside it, or behind a button on narrow screens. */
export const Shell = ({
  user,
  mayAddIdp,
  children,
}: {
  user: UserMenuProps
  mayAddIdp: boolean
  children: ReactNode
}) => {
  const [isMenuOpen, setMenuOpen] = useState(false)
  const [commands] = useState(createCommandMenu)
  const foot = (
    <div className="flex flex-col gap-2 border-t pt-3">
      <ThemeSwitch />
      <UserMenu {...user} />
    </div>
  )
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
      <a
        href="#main"
        className="bg-raised focus:shadow-popover fixed top-2 left-2 z-50 -translate-y-16 rounded-md border px-3 py-1.5 text-sm font-medium focus:translate-y-0"
      >
        Skip to content
      </a>
      <aside className="bg-sunken sticky top-0 hidden h-dvh flex-col gap-4 overflow-y-auto border-r p-3 lg:flex">
        <Brand />
        <CommandField handle={commands} />
        <div className="flex-1">
          <SideNavigation />
        </div>
        {foot}
      </aside>
      <header className="bg-canvas sticky top-0 z-30 flex h-12 items-center gap-2 border-b px-3 lg:hidden">
        <Dialog.Root open={isMenuOpen} onOpenChange={(open) => setMenuOpen(open)}>
          <Dialog.Trigger
            aria-label="Open menu"
            className="text-ink-muted hover:bg-hover hover:text-ink grid size-8 place-items-center rounded-md"
          >
            <MenuIcon className="size-4.5" aria-hidden />
          </Dialog.Trigger>
          <Dialog.Portal>
            <Dialog.Backdrop className="bg-scrim fixed inset-0 z-40 transition-opacity duration-200 data-ending-style:opacity-0 data-starting-style:opacity-0" />
            <Dialog.Popup className="bg-raised shadow-popover fixed inset-y-0 left-0 z-40 flex w-72 max-w-[calc(100vw-3rem)] flex-col gap-4 overflow-y-auto border-r p-3 outline-hidden transition-transform duration-200 data-ending-style:-translate-x-full data-starting-style:-translate-x-full">
              <div className="flex items-center justify-between">
                <Dialog.Title className="px-2 text-base font-semibold">Menu</Dialog.Title>
                <Dialog.Close
                  aria-label="Close menu"
                  className="text-ink-faint hover:bg-hover hover:text-ink grid size-8 place-items-center rounded-md"
                >
                  <X className="size-4" aria-hidden />
                </Dialog.Close>
              </div>
              <div className="flex-1">
                <SideNavigation onNavigate={() => setMenuOpen(false)} />
              </div>
              {foot}
            </Dialog.Popup>
          </Dialog.Portal>
        </Dialog.Root>
        <Brand />
        <div className="flex-1" />
        <CommandButton handle={commands} />
      </header>
      <CommandMenu handle={commands} mayAddIdp={mayAddIdp} />
      <main id="main" tabIndex={-1} className="min-w-0 px-4 py-5 outline-hidden sm:px-6 lg:px-8 lg:py-7">
        <div className="mx-auto max-w-[100rem]">{children}</div>
      </main>
    </div>
  )
}
