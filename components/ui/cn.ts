import { type ClassValue, clsx } from 'clsx'
import { extendTailwindMerge } from 'tailwind-merge'

// The theme's own names, so that `text-sm` (a size) and `text-ink` (a colour) are not taken for rivals.
const merge = extendTailwindMerge({
  extend: { theme: { text: ['xs', 'sm', 'base', 'lg', 'xl'], shadow: ['card', 'popover'] } },
})

/** Joins class names; of two Tailwind classes that contradict each other, the later wins. */
export const cn = (...classes: ClassValue[]): string => merge(clsx(classes))
