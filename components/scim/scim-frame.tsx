import Link from 'next/link'
import type { ReactNode } from 'react'
import { Callout } from '#components/ui/callout.tsx'
import { cn } from '#components/ui/cn.ts'
import { PageHeader } from '#components/ui/page-header.tsx'
import { href } from '#lib/table/href.ts'
import { IdpSelect } from './idp-select.tsx'
import { type ScimPath, scimPages } from './paths.ts'

export type ScimIdpChoice = {
  readonly idps: readonly { id: string; name: string }[]
  readonly idp: { id: string; name: string }
  /** The address names an IdP that is not among `idps`. */
  readonly isSubstitute: boolean
}

/** Around each of the four SCIM pages: what it shows, of which IdP, and the way to the other three. */
export const ScimFrame = ({
  path,
  description,
  choice,
  children,
}: {
  path: ScimPath
  description: ReactNode
  choice: ScimIdpChoice
  children: ReactNode
}) => (
  <>
    <PageHeader
      title={scimPages.find((page) => page.path === path)?.label}
      description={description}
      actions={<IdpSelect idps={choice.idps} value={choice.idp.id} />}
    />
    <nav aria-label="SCIM Management" className="mb-4 flex gap-1 overflow-x-auto border-b">
      {scimPages.map((page) => (
        <Link
          key={page.path}
          href={href(page.path, { idp: choice.idp.id })}
          {...(page.path === path ? { 'aria-current': 'page' as const } : {})}
          className={cn(
            'text-ink-muted hover:text-ink relative -mb-px border-b-2 border-transparent px-2.5 py-1.5 text-sm font-medium whitespace-nowrap -outline-offset-2',
            page.path === path && 'border-accent-text text-ink',
          )}
        >
          <span className="max-sm:sr-only">SCIM </span>
          {page.label.replace('SCIM ', '')}
        </Link>
      ))}
    </nav>
    {choice.isSubstitute ? (
      <Callout tone="warn" className="mb-4">
        The IdP in this address does not exist or has SCIM Sync disabled. Shown instead: {choice.idp.name}.
      </Callout>
    ) : null}
    {children}
  </>
)
