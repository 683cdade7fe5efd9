'use client'
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'

/** A guide, and where in it; `idp`: whose values it has. */
export type HelpTarget = { slug: string; anchor?: string; idp?: string }

type Help = {
  isOpen: boolean
  /** What somebody chose last; undefined: whatever matches the page. A new object with each choice. */
  target: HelpTarget | undefined
  /** Without a target the panel goes on with what it showed. */
  open: (target?: HelpTarget) => void
  close: () => void
}

const HelpContext = createContext<Help>({
  isOpen: false,
  target: undefined,
  open: () => undefined,
  close: () => undefined,
})

/** Whether the help is open, and at what, for the whole portal: it stays as it is from page to page. */
export const HelpProvider = ({ children }: { children: ReactNode }) => {
  const [isOpen, setOpen] = useState(false)
  const [target, setTarget] = useState<HelpTarget>()
  const open = useCallback((next?: HelpTarget) => {
    if (next) setTarget(next)
    setOpen(true)
  }, [])
  const close = useCallback(() => setOpen(false), [])
  const help = useMemo(() => ({ isOpen, target, open, close }), [isOpen, target, open, close])
  return <HelpContext value={help}>{children}</HelpContext>
}

export const useHelp = (): Help => useContext(HelpContext)
