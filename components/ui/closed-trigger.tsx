'use client'
import { cloneElement, type ReactElement } from 'react'

export type TriggerElement = ReactElement<React.ComponentProps<'button'>>

/** The button of a popup that nobody has opened. The popup takes the same button over when its code is there. */
export const ClosedTrigger = ({
  trigger,
  opens,
  onOpen,
}: {
  trigger: TriggerElement
  opens: 'dialog' | 'menu'
  onOpen: () => void
}) => cloneElement(trigger, { 'aria-haspopup': opens, 'aria-expanded': false, onClick: onOpen })
