'use client'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn.ts'

/** One choice of a radio group in the shape of one control: the browser's own radio button, unseen, over what is seen. */
export const RadioSegment = ({
  label,
  onChoose,
  className,
  children,
  ...radio
}: Pick<ComponentProps<'input'>, 'name' | 'value' | 'checked' | 'defaultChecked' | 'disabled' | 'title'> & {
  label: string
  onChoose: () => void
  className?: string
  children: ReactNode
}) => (
  <span
    className={cn(
      'text-ink-muted has-enabled:hover:text-ink has-checked:bg-surface has-checked:text-ink has-checked:shadow-card dark:has-checked:bg-hover has-focus-visible:outline-accent-text relative flex items-center rounded-sm outline-offset-2 transition-colors has-focus-visible:outline-2',
      className,
    )}
  >
    <input
      type="radio"
      aria-label={label}
      // Browsers that bring back what was chosen before a reload would contradict the page.
      autoComplete="off"
      onChange={onChoose}
      className="absolute inset-0 size-full cursor-pointer appearance-none rounded-sm outline-hidden disabled:cursor-default"
      {...radio}
    />
    {children}
  </span>
)
