import type { ReactNode } from 'react'
import { Breadcrumb } from '#components/ui/breadcrumb.tsx'
import { Card } from '#components/ui/card.tsx'
import { cn } from '#components/ui/cn.ts'
import { PageHeader } from '#components/ui/page-header.tsx'

/** A page about one user or group: where it belongs, its name and state, and its parts. */
export const EntityFrame = ({
  list,
  idpName,
  title,
  state,
  actions,
  children,
}: {
  list: { label: string; href: string }
  idpName: string
  title: ReactNode
  state?: ReactNode
  actions?: ReactNode
  children: ReactNode
}) => (
  <>
    <Breadcrumb list={list} here={idpName} />
    <PageHeader
      title={<span className="break-words">{title}</span>}
      {...(state ? { description: <span className="mt-1 flex flex-wrap items-center gap-2">{state}</span> } : {})}
      actions={actions}
    />
    {children}
  </>
)

/** A part of such a page, with a heading that the page's outline has. */
export const Panel = ({
  title,
  aside,
  children,
  className,
  id,
}: {
  title: string
  aside?: ReactNode
  children: ReactNode
  className?: string
  id?: string
}) => (
  <Card className={cn('min-w-0', className)}>
    <section aria-label={title} {...(id ? { id } : {})} className="scroll-mt-4">
      <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-3 gap-y-1 border-b px-4 py-2">
        <h2 className="text-sm font-semibold">{title}</h2>
        {aside}
      </div>
      <div className="px-4 py-3">{children}</div>
    </section>
  </Card>
)

/** Two columns where there is room: what it is, and what happened to it. */
export const Columns = ({ main, side }: { main: ReactNode; side: ReactNode }) => (
  <div className="grid items-start gap-4 @4xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
    <div className="grid min-w-0 gap-4">{main}</div>
    <div className="grid min-w-0 gap-4">{side}</div>
  </div>
)
