import type { ReactNode } from 'react'
import { PageHeader } from '#components/ui/page-header.tsx'
import { PageTabs } from '#components/ui/page-tabs.tsx'
import { type DirectoryPath, directoryPages } from './paths.ts'

/** Around Users, Groups and Departments: what the page shows, what can be done, and the way to the other two. */
export const DirectoryFrame = ({
  path,
  description,
  actions,
  children,
}: {
  path: DirectoryPath
  description: ReactNode
  actions?: ReactNode
  children: ReactNode
}) => (
  <>
    <PageHeader
      title={directoryPages.find((page) => page.path === path)?.label}
      description={description}
      actions={actions}
    />
    <PageTabs
      label="User Management"
      current={path}
      pages={directoryPages.map((page) => ({ ...page, href: page.path }))}
    />
    {children}
  </>
)
