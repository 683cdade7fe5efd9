import { cva, type VariantProps } from 'class-variance-authority'
import Link from 'next/link'
import type { ComponentProps } from 'react'
import { cn } from './cn.ts'

export const buttonStyles = cva(
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap transition-colors select-none disabled:pointer-events-none disabled:opacity-50 aria-disabled:pointer-events-none aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'border-transparent bg-accent text-accent-ink hover:bg-accent-hover',
        secondary: 'border-line bg-surface text-ink shadow-card hover:bg-hover',
        ghost: 'border-transparent text-ink-muted hover:bg-hover hover:text-ink',
        danger: 'border-transparent bg-bad text-surface hover:bg-bad-hover',
      },
      size: { sm: 'h-7 px-2.5 text-sm', md: 'h-8 px-3 text-sm' },
      square: { true: 'px-0', false: '' },
    },
    compoundVariants: [
      { square: true, size: 'sm', class: 'w-7' },
      { square: true, size: 'md', class: 'w-8' },
    ],
    defaultVariants: { variant: 'secondary', size: 'md', square: false },
  },
)

type Look = VariantProps<typeof buttonStyles>

/** `square` is for a lone icon: give it an `aria-label`. */
export const Button = ({
  variant,
  size,
  square,
  className,
  type = 'button',
  ...props
}: ComponentProps<'button'> & Look) => (
  // oxlint-disable-next-line react/button-has-type -- the default is `button`; forms ask for `submit`
  <button type={type} className={cn(buttonStyles({ variant, size, square }), className)} {...props} />
)

/** A link that looks like a button: it goes somewhere, it does nothing. */
export const LinkButton = ({ variant, size, square, className, ...props }: ComponentProps<typeof Link> & Look) => (
  <Link className={cn(buttonStyles({ variant, size, square }), className)} {...props} />
)
