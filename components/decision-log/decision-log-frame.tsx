import type { ReactNode } from 'react'
import { PageHeader } from '#components/ui/page-header.tsx'
import { decisionLog } from '#lib/table/decision-log.ts'

/** Around the decision log. */
export const DecisionLogFrame = ({
  description,
  actions,
  children,
}: {
  description?: ReactNode
  actions?: ReactNode
  children: ReactNode
}) => (
  <>
    <PageHeader title={decisionLog.title} description={description} actions={actions} />
    {children}
  </>
)
