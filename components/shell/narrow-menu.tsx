'use client'
import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { SideNavigation } from './side-navigation.tsx'

/** The portal's menu where it does not stand beside the page. `children`: its foot. */
export const NarrowMenu = ({
  open,
  onOpenChange,
  children,
}: {
  open: boolean
  onOpenChange: (open: boolean) => void
  children: ReactNode
}) => (
  <Dialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
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
          <SideNavigation onNavigate={() => onOpenChange(false)} />
        </div>
        {children}
      </Dialog.Popup>
    </Dialog.Portal>
  </Dialog.Root>
)
