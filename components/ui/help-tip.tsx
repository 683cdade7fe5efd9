'use client'
import { CircleHelp } from 'lucide-react'
import { Tooltip } from './tooltip.tsx'

/** A question mark that explains `about` on hover and focus. */
export const HelpTip = ({ about, children }: { about: string; children: string }) => (
  <Tooltip content={children}>
    <button
      type="button"
      aria-label={`About ${about}: ${children}`}
      className="text-ink-faint hover:text-ink -my-1 grid size-6 place-items-center rounded-md"
    >
      <CircleHelp className="size-3.5" aria-hidden />
    </button>
  </Tooltip>
)
