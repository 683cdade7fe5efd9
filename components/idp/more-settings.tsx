'use client'
import { ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'

/** Settings that most leave as they are, behind a line that opens. Open by itself while one of them has a message. */
export const MoreSettings = ({
  label,
  isNeeded,
  children,
}: {
  label: string
  isNeeded: boolean
  children: ReactNode
}) => {
  const [isOpen, setOpen] = useState(false)
  return (
    <details open={isOpen || isNeeded} onToggle={(event) => setOpen(event.currentTarget.open)} className="group">
      <summary className="hover:text-ink text-ink-muted flex w-fit cursor-default items-center gap-1.5 rounded-md text-sm font-medium select-none">
        <ChevronRight className="size-4 transition-transform group-open:rotate-90" aria-hidden />
        {label}
      </summary>
      <div className="mt-4 flex flex-col gap-5">{children}</div>
    </details>
  )
}
