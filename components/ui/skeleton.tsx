import { cn } from './cn.ts'

/** Stands where something is about to be, in its size. */
export const Skeleton = ({ className }: { className?: string }) => (
  <span aria-hidden className={cn('bg-hover block h-4 animate-pulse rounded-sm', className)} />
)
