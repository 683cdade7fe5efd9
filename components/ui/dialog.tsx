'use client'
import type { ReactNode } from 'react'
import { onDemand } from './on-demand.ts'

export type DialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  description?: ReactNode
  children?: ReactNode
  footer?: ReactNode
  /** `false`: neither Esc nor a click beside it closes the dialog, and it has no ×. The footer must offer the way out. */
  dismissible?: boolean
  size?: 'md' | 'lg'
  /** What gets the focus once the dialog has closed; without it, whatever had it before. */
  finalFocus?: () => HTMLElement | null
}

const DialogPopup = onDemand(async () => (await import('./dialog-popup.tsx')).DialogPopup)

/** A modal dialog. Focus goes in, to the first field where there is one, stays in, and returns to where it came from. */
export const Dialog = (props: DialogProps) => <DialogPopup isNeeded={props.open} {...props} />
