'use client'
import type { ReactNode } from 'react'
import { onDemand } from './on-demand.ts'

export type DrawerProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  description?: ReactNode
  children: ReactNode
  footer?: ReactNode
  /** Beside the title: small buttons. */
  actions?: ReactNode
  /** What gets the focus once the drawer has closed; without it, whatever had it before. */
  finalFocus?: () => HTMLElement | null
}

const DrawerPopup = onDemand(async () => (await import('./drawer-popup.tsx')).DrawerPopup)

/** A panel from the right; on narrow screens a sheet from below. */
export const Drawer = (props: DrawerProps) => <DrawerPopup isNeeded={props.open} {...props} />
