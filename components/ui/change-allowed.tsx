'use client'
import { createContext, use, type ComponentProps, type ReactNode } from 'react'
import { Button } from './button.tsx'

const MayChange = createContext(true)

/**
 * Whether whoever looks at what is inside may change it. Where not, inputs, selects and choices show their value as text, and
 * what changes something is not there: a control that can never be used tells nobody anything.
 */
export const ChangeAllowed = ({ isAllowed, children }: { isAllowed: boolean; children: ReactNode }) => (
  <MayChange value={isAllowed}>{children}</MayChange>
)

export const useChangeAllowed = (): boolean => use(MayChange)

export const WhereChangeAllowed = ({ children }: { children: ReactNode }) => (useChangeAllowed() ? children : null)

export const ChangeButton = (props: ComponentProps<typeof Button>) => (
  <WhereChangeAllowed>
    <Button {...props} />
  </WhereChangeAllowed>
)
