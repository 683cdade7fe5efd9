'use client'
import { type RefObject, useEffect, useState } from 'react'
import { TooltipPopup } from '#components/ui/tooltip.tsx'

/** Shows a cell's whole text when it is cut off and the pointer or the focus is on it. One for all cells of a table. */
export const FullValue = ({ within }: { within: RefObject<HTMLElement | null> }) => {
  const [cut, setCut] = useState<{ anchor: Element; text: string }>()
  useEffect(() => {
    const place = within.current
    if (!place) return undefined
    const show = (event: Event) => {
      const cell = event.target instanceof Element ? event.target.closest('td') : null
      const short = cell && [...cell.querySelectorAll<HTMLElement>('.truncate')].find(isCut)
      const whole = short?.closest('[data-whole]') ?? short
      const text = (whole?.getAttribute('data-whole') ?? whole?.textContent ?? '').trim()
      setCut(cell && text !== '' ? { anchor: cell, text } : undefined)
    }
    const hide = () => setCut(undefined)
    place.addEventListener('mouseover', show)
    place.addEventListener('focusin', show)
    place.addEventListener('mouseleave', hide)
    place.addEventListener('focusout', hide)
    addEventListener('scroll', hide, { capture: true, passive: true })
    return () => {
      place.removeEventListener('mouseover', show)
      place.removeEventListener('focusin', show)
      place.removeEventListener('mouseleave', hide)
      place.removeEventListener('focusout', hide)
      removeEventListener('scroll', hide, { capture: true })
    }
  }, [within])
  return (
    <TooltipPopup
      isNeeded={cut !== undefined}
      anchor={cut?.anchor}
      isBelow
      onClose={() => setCut(undefined)}
      className="max-w-md wrap-anywhere"
    >
      {cut?.text}
    </TooltipPopup>
  )
}

const isCut = (element: HTMLElement): boolean => element.scrollWidth > element.clientWidth + 1
