'use client'
import { createContext, use, type ComponentProps, type ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'

const MayChange = createContext(true)

/** Whether whoever looks at what is inside may change it. */
export const ChangeAllowed = ({ isAllowed, children }: { isAllowed: boolean; children: ReactNode }) => (
  <MayChange value={isAllowed}>{children}</MayChange>
)

/** What changes something is not there for whoever may only look: a button that can never be pressed tells them nothing. */
export const WhereChangeAllowed = ({ children }: { children: ReactNode }) => (use(MayChange) ? children : null)

export const ChangeButton = (props: ComponentProps<typeof Button>) => (
  <WhereChangeAllowed>
    <Button {...props} />
  </WhereChangeAllowed>
)
