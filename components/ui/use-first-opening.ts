import { type RefObject, useEffect, useState } from 'react'

/**
 * Open or not, of a control that takes a closed one's place because that was opened: its trigger gets the focus that the
 * other had, and then it opens as if it had been there.
 */
export const useFirstOpening = (trigger: RefObject<HTMLElement | null>) => {
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    trigger.current?.focus()
    const frame = requestAnimationFrame(() => setOpen(true))
    return () => cancelAnimationFrame(frame)
  }, [trigger])
  return [isOpen, setOpen] as const
}
