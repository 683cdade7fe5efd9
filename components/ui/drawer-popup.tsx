'use client'
import { Dialog as Base } from '@base-ui/react/dialog'
import { useRef } from 'react'
import { CloseButton } from './close-button.tsx'
import type { DrawerProps } from './drawer.tsx'

/** What a `Drawer` opens. */
export const DrawerPopup = ({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  actions,
  finalFocus,
}: DrawerProps) => {
  const popup = useRef<HTMLDivElement>(null)
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Backdrop className="bg-scrim fixed inset-0 z-40 transition-opacity duration-200 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          ref={popup}
          // Not on its first button: the drawer's name is what should be heard.
          initialFocus={popup}
          {...(finalFocus ? { finalFocus } : {})}
          className="bg-raised shadow-popover fixed inset-x-0 bottom-0 z-40 flex h-[calc(100dvh-2.5rem)] flex-col rounded-t-xl border-t outline-hidden transition-transform duration-200 ease-out max-sm:data-ending-style:translate-y-full max-sm:data-starting-style:translate-y-full sm:inset-y-0 sm:right-0 sm:left-auto sm:h-auto sm:w-[min(38rem,calc(100vw-3rem))] sm:rounded-none sm:border-t-0 sm:border-l sm:data-ending-style:translate-x-full sm:data-starting-style:translate-x-full"
        >
          <div className="flex items-start gap-3 border-b px-5 py-3.5">
            <div className="min-w-0 flex-1">
              <Base.Title className="text-lg font-semibold">{title}</Base.Title>
              {description ? (
                <Base.Description render={<div />} className="text-ink-muted mt-0.5 min-w-0 text-sm">
                  {description}
                </Base.Description>
              ) : null}
            </div>
            <div className="flex shrink-0 items-center gap-2">
              {actions ? <div className="flex items-center">{actions}</div> : null}
              <CloseButton />
            </div>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 py-4">{children}</div>
          {footer ? <div className="flex flex-wrap justify-end gap-2 border-t px-5 py-3">{footer}</div> : null}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
