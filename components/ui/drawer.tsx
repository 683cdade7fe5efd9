'use client'
import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import { CloseButton } from './dialog.tsx'

/** A panel from the right; on narrow screens a sheet over the whole page. */
export const Drawer = ({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
}: {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  description?: ReactNode
  children: ReactNode
  footer?: ReactNode
}) => (
  <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
    <Base.Portal>
      <Base.Backdrop className="bg-scrim fixed inset-0 z-40 transition-opacity duration-200 data-ending-style:opacity-0 data-starting-style:opacity-0" />
      <Base.Popup className="bg-raised shadow-popover fixed inset-y-0 right-0 z-40 flex w-full flex-col outline-hidden transition-transform duration-200 ease-out data-ending-style:translate-x-full data-starting-style:translate-x-full sm:w-[min(38rem,calc(100vw-3rem))] sm:border-l">
        <div className="flex items-start gap-3 border-b px-5 py-3.5">
          <div className="min-w-0 flex-1">
            <Base.Title className="text-lg font-semibold">{title}</Base.Title>
            {description ? (
              <Base.Description render={<div />} className="text-ink-muted mt-0.5 min-w-0 text-sm">
                {description}
              </Base.Description>
            ) : null}
          </div>
          <CloseButton />
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 py-4">{children}</div>
        {footer ? <div className="flex flex-wrap justify-end gap-2 border-t px-5 py-3">{footer}</div> : null}
      </Base.Popup>
    </Base.Portal>
  </Base.Root>
)
