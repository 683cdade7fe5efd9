'use client'
import { CircleQuestionMark } from 'lucide-react'
import { useEffect } from 'react'
import { isFreeKey } from '#components/table/free-key.ts'
import { useSingleKeys } from '#components/table/single-keys.ts'
import { onDemand } from '#components/ui/on-demand.ts'
import { useHelp } from './help-context.tsx'

const Panel = onDemand(async () => (await import('./help-panel.tsx')).HelpPanel)

/** The help beside the page. `h` opens and closes it anywhere; its code comes when the browser is idle. */
export const HelpBeside = () => {
  const { isOpen, open, close } = useHelp()
  const hasKeys = useSingleKeys()
  useEffect(() => {
    if (!hasKeys) return undefined
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'h' || !isFreeKey(event)) return
      event.preventDefault()
      if (isOpen) close()
      else open()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [hasKeys, isOpen, open, close])
  return <Panel isNeeded={isOpen} />
}

/** In the bar of narrow screens, and beside the search field of wide ones. */
export const HelpButton = () => {
  const { isOpen, open, close } = useHelp()
  return (
    <button
      type="button"
      aria-label="Help"
      aria-expanded={isOpen}
      aria-keyshortcuts="H"
      title="Help (H)"
      onClick={() => (isOpen ? close() : open())}
      className="text-ink-muted hover:bg-hover hover:text-ink aria-expanded:bg-hover grid size-8 shrink-0 place-items-center rounded-md transition-colors"
    >
      <CircleQuestionMark className="size-4.5" aria-hidden />
    </button>
  )
}
