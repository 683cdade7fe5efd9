import type { ComponentProps } from 'react'
import { cn } from './cn.ts'

export const Card = ({ className, ...props }: ComponentProps<'div'>) => (
  <div className={cn('bg-surface shadow-card rounded-lg border', className)} {...props} />
)
