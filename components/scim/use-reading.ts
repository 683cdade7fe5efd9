'use client'
import { type RefObject, useEffect, useState } from 'react'

/** Whether somebody reads the rows: the pointer is on them, or the first of them has been scrolled out of sight. */
export const useReading = (area: RefObject<HTMLElement | null>, isAsked: boolean): boolean => {
  const [isHovered, setHovered] = useState(false)
  const [isScrolled, setScrolled] = useState(false)
  useEffect(() => {
    const element = area.current
    if (!isAsked || !element) return undefined
    const hover = (event: PointerEvent) =>
      setHovered(event.target instanceof Element && event.target.closest('tbody') !== null)
    const leave = () => setHovered(false)
    const scroll = () => setScrolled((element.querySelector('tbody')?.getBoundingClientRect().top ?? 0) < 0)
    element.addEventListener('pointerover', hover)
    element.addEventListener('pointerleave', leave)
    document.addEventListener('scroll', scroll, { passive: true, capture: true })
    scroll()
    return () => {
      element.removeEventListener('pointerover', hover)
      element.removeEventListener('pointerleave', leave)
      document.removeEventListener('scroll', scroll, { capture: true })
    }
  }, [area, isAsked])
  return isAsked && (isHovered || isScrolled)
}
