import type { ReactNode } from 'react'
import { Card } from '#components/ui/card.tsx'

/** One matter of the account: what it is, what there is, what can be done. */
export const Section = ({
  title,
  description,
  actions,
  children,
}: {
  title: string
  description?: ReactNode
  actions?: ReactNode
  children?: ReactNode
}) => (
  <Card className="p-5">
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 flex-1 basis-72">
        <h2 className="font-semibold">{title}</h2>
        {description ? <p className="text-ink-muted mt-0.5 text-sm">{description}</p> : null}
      </div>
      {actions}
    </div>
    {children ? <div className="mt-4 empty:hidden">{children}</div> : null}
  </Card>
)
