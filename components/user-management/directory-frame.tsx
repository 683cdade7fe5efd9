import Link from 'next/link'
import type { ReactNode } from 'react'
import { cn } from '#components/ui/cn.ts'
import { PageHeader } from '#components/ui/page-header.tsx'
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
    <nav aria-label="User Management" className="mb-4 flex gap-1 overflow-x-auto border-b">
      {directoryPages.map((page) => (
        <Link
          key={page.path}
          href={page.path}
          {...(page.path === path ? { 'aria-current': 'page' as const } : {})}
          className={cn(
            'text-ink-muted hover:text-ink relative -mb-px border-b-2 border-transparent px-2.5 py-1.5 text-sm font-medium whitespace-nowrap -outline-offset-2',
            page.path === path && 'border-accent-text text-ink',
          )}
        >
          {page.label}
        </Link>
      ))}
    </nav>
    {children}
  </>
)
