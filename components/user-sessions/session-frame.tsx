import type { ReactNode } from 'react'
import { PageHeader } from '#components/ui/page-header.tsx'
import { PageTabs } from '#components/ui/page-tabs.tsx'
import { type SessionPath, sessionPages } from './paths.ts'

/** Around Sessions, Sign-in Log, Not Provisioned and Troubleshooting. */
export const SessionFrame = ({
  path,
  description,
  actions,
  children,
}: {
  path: SessionPath
  description: ReactNode
  actions?: ReactNode
  children: ReactNode
}) => (
  <>
    <PageHeader title="User Sessions" description={description} actions={actions} />
    <PageTabs label="User Sessions" current={path} pages={sessionPages.map((page) => ({ ...page, href: page.path }))} />
    {children}
  </>
)
