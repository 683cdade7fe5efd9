import type { ReactNode } from 'react'
import { cn } from './cn.ts'

/** Nothing here yet: what would be here, and the way to it. */
export const EmptyState = ({
  title,
  children,
  action,
  icon,
  className,
}: {
  title: ReactNode
  children?: ReactNode
  action?: ReactNode
  icon?: ReactNode
  className?: string
}) => (
  <div className={cn('flex flex-col items-center gap-1 px-6 py-14 text-center', className)}>
    {icon ? (
      <div className="bg-surface text-ink-faint shadow-card mb-2 grid size-10 place-items-center rounded-lg border [&_svg]:size-5">
        {icon}
      </div>
    ) : null}
    <div className="text-ink font-medium">{title}</div>
    {children ? <div className="text-ink-muted max-w-md text-sm">{children}</div> : null}
    {action ? <div className="mt-3">{action}</div> : null}
  </div>
)
