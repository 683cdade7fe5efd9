'use client'
import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'

/** Closes the dialog or the drawer that it stands in. */
export const CloseButton = () => (
  <Base.Close
    aria-label="Close"
    className="text-ink-faint hover:bg-hover hover:text-ink -mr-1.5 grid size-7 shrink-0 place-items-center rounded-md"
  >
    <X className="size-4" aria-hidden />
  </Base.Close>
)
