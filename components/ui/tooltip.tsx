'use client'
import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'

/** A hint on hover and focus. `children` is the one trigger element; it needs its own accessible name. */
export const Tooltip = ({ content, children }: { content: ReactNode; children: ReactElement }) => (
  <Base.Root>
    <Base.Trigger render={children} />
    <Base.Portal>
      <Base.Positioner sideOffset={6} className="z-50">
        <Base.Popup className="bg-raised text-ink shadow-popover max-w-72 rounded-md border px-2 py-1 text-xs transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0">
          {content}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
)
