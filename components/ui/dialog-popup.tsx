'use client'
import { Dialog as Base } from '@base-ui/react/dialog'
import { useRef } from 'react'
import { cn } from './cn.ts'
import { CloseButton } from './close-button.tsx'
import type { DialogProps } from './dialog.tsx'

/** What is typed into; a select keeps an input of its own that nobody sees. */
const firstField =
  'input:is([type=text], [type=email], [type=password], :not([type])):not([readonly], [aria-hidden], [tabindex="-1"])'

/** What a `Dialog` opens. */
export const DialogPopup = ({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  dismissible = true,
  size = 'md',
  finalFocus,
}: DialogProps) => {
  const popup = useRef<HTMLDivElement>(null)
  return (
    <Base.Root
      open={open}
      disablePointerDismissal={!dismissible}
      onOpenChange={(next, details) => {
        if (!next && !dismissible && details.reason === 'escape-key') {
          details.cancel()
          return
        }
        onOpenChange(next)
      }}
    >
      <Base.Portal>
        <Base.Backdrop className="bg-scrim fixed inset-0 z-40 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          ref={popup}
          {...(finalFocus ? { finalFocus } : {})}
          // A finger would get a keyboard over half of what it came to read.
          initialFocus={(by) =>
            (by === 'touch' ? undefined : popup.current?.querySelector<HTMLElement>(firstField)) ?? true
          }
          className={cn(
            'bg-raised shadow-popover fixed top-1/2 left-1/2 z-40 flex max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 flex-col rounded-xl border outline-hidden transition-[opacity,scale] duration-150 data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0',
            size === 'lg' ? 'max-w-2xl' : 'max-w-lg',
          )}
        >
          <div className="flex items-start gap-3 px-5 pt-4 pb-3">
            <div className="min-w-0 flex-1">
              <Base.Title className="text-lg font-semibold">{title}</Base.Title>
              {description ? (
                <Base.Description className="text-ink-muted mt-1 text-sm">{description}</Base.Description>
              ) : null}
            </div>
            {dismissible ? <CloseButton /> : null}
          </div>
          {children ? <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-4">{children}</div> : null}
          {footer ? <div className="flex flex-wrap justify-end gap-2 border-t px-5 py-3">{footer}</div> : null}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
