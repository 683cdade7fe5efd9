'use client'
import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactNode } from 'react'
import { cn } from './cn.ts'

/** A hint at `anchor`, until `onClose`: Esc asks for it, or a press elsewhere. Whoever shows it follows the pointer. */
export const TooltipPopup = ({
  anchor,
  isBelow = false,
  onClose,
  className,
  children,
}: {
  /** Undefined: nothing is hinted at now. */
  anchor: Element | undefined
  /** Below the anchor's start, instead of above its middle. */
  isBelow?: boolean
  onClose: () => void
  className?: string
  children: ReactNode
}) => (
  <Base.Root
    open={anchor !== undefined}
    onOpenChange={(open) => {
      if (!open) onClose()
    }}
  >
    <Base.Portal>
      <Base.Positioner
        anchor={anchor ?? null}
        {...(isBelow ? { side: 'bottom', align: 'start' } : { sideOffset: 6 })}
        className={cn('z-50', isBelow && 'pointer-events-none')}
      >
        <Base.Popup
          className={cn(
            'bg-raised text-ink shadow-popover rounded-md border px-2 py-1 text-xs transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0',
            className,
          )}
        >
          {children}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
)
