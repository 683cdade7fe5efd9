'use client'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { cn } from './cn.ts'

/** Under a page's title: the way to the pages that belong with it. */
export const PageTabs = ({
  label,
  pages,
  current,
}: {
  /** What the pages have in common, for listeners. */
  label: string
  pages: readonly { path: string; href: string; label: ReactNode }[]
  /** The path of the page that shows. */
  current: string
}) => (
  <nav
    aria-label={label}
    className="relative mb-4 flex gap-1 overflow-x-auto shadow-[inset_0_-1px_0_var(--line)] max-sm:gap-0"
  >
    {pages.map(({ path, href, label }) => (
      <Link
        key={path}
        href={href}
        {...(path === current ? { 'aria-current': 'page' as const, ref: bringIntoSight } : {})}
        className={cn(
          'text-ink-muted hover:text-ink relative border-b-2 border-transparent px-2.5 py-1.5 text-sm font-medium whitespace-nowrap -outline-offset-2 max-sm:px-1.5',
          path === current && 'border-accent-text text-ink',
        )}
      >
        {label}
      </Link>
    ))}
  </nav>
)

/** Where not all tabs have room, that of the page that shows is not the one out of sight. */
const bringIntoSight = (tab: HTMLAnchorElement | null): void => {
  const tabs = tab?.parentElement
  if (tab && tabs) tabs.scrollLeft = tab.offsetLeft + tab.offsetWidth - tabs.clientWidth
}
