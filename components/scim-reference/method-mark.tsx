import { cn } from '#components/ui/cn.ts'

const tones: Readonly<Record<string, string>> = {
  GET: 'text-info',
  POST: 'text-good',
  PUT: 'text-warn',
  PATCH: 'text-warn',
  DELETE: 'text-bad',
}

/** The method of a request, in the colour of what it does: read, make, change, delete. */
export const MethodMark = ({ method, className }: { method: string; className?: string }) => (
  <span className={cn('font-mono text-xs font-semibold', tones[method], className)}>{method}</span>
)
