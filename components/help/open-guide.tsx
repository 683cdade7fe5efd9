'use client'
import type { MouseEvent, ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'
import { useHelp } from './help-context.tsx'
import { guideAnchor, guideAt } from './paths.ts'

/** Opens a guide in the help. */
export const OpenGuide = ({ slug, idp, children }: { slug: string; idp?: string | undefined; children: ReactNode }) => {
  const { open } = useHelp()
  return <Button onClick={() => open({ slug, ...(idp === undefined ? {} : { idp }) })}>{children}</Button>
}

/**
 * What scrolls of a guide beside a form. A link in it leaves neither: to its own headings it scrolls, to another guide it
 * opens the help.
 */
export const StayBeside = ({ children }: { children: ReactNode }) => {
  const { open } = useHelp()
  const follow = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    const at = guideAt(link?.getAttribute('href') ?? '')
    if (!at || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    const heading = at.anchor === undefined ? null : document.getElementById(guideAnchor('beside', at.anchor))
    if (!heading || heading.dataset['guide'] !== at.slug) return open(at)
    heading.scrollIntoView({ block: 'start' })
    heading.focus({ preventScroll: true })
  }
  return (
    // What scrolls has to be reached by keyboard; what is clicked are the links in it.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <div
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="group"
      aria-label="Steps"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onClickCapture={follow}
      className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 py-3"
    >
      {children}
    </div>
  )
}
