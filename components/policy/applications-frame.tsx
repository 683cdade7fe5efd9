import type { ReactNode } from 'react'
import { PageHeader } from '#components/ui/page-header.tsx'
import { PageTabs } from '#components/ui/page-tabs.tsx'

const pages = [
  { label: 'Application Segments', path: '/policy/applications', href: '/policy/applications' },
  {
    label: 'Segment Groups',
    path: '/policy/applications/segment-groups',
    href: '/policy/applications/segment-groups',
  },
] as const

/** Around application segments and segment groups: the way from one to the other. */
export const ApplicationsFrame = ({
  path,
  actions,
  children,
}: {
  path: (typeof pages)[number]['path']
  actions?: ReactNode
  children: ReactNode
}) => (
  <>
    <PageHeader
      title="Applications"
      description="What policies decide about: hosts and ports that belong together. The most specific segment of a host counts, whatever the order of rules."
      actions={actions}
    />
    <PageTabs label="Applications" current={path} pages={pages} />
    {children}
  </>
)
