import type { ReactNode } from 'react'
import { Callout } from '#components/ui/callout.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { PageTabs } from '#components/ui/page-tabs.tsx'
import { href } from '#lib/table/href.ts'
import { IdpSelect } from './idp-select.tsx'
import { type ScimPath, scimPages } from './paths.ts'

type ScimIdp = {
  readonly id: string
  readonly name: string
  /** Its users have the additional attributes. */
  readonly additionalAttributes: boolean
}

export type ScimIdpChoice = {
  readonly idps: readonly ScimIdp[]
  readonly idp: ScimIdp
  /** The address names an IdP that is not among `idps`. */
  readonly isSubstitute: boolean
}

/** Around each of the SCIM pages: what it shows, of which IdP, and the way to the others. */
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
    <PageTabs
      label="SCIM Management"
      current={path}
      pages={scimPages.map((page) => ({
        path: page.path,
        href: href(page.path, { idp: choice.idp.id }),
        label: (
          <>
            <span className="max-sm:sr-only">SCIM </span>
            {page.label.replace('SCIM ', '')}
          </>
        ),
      }))}
    />
    {choice.isSubstitute ? (
      <Callout tone="warn" className="mb-4">
        The IdP in this address does not exist or has SCIM Sync disabled. Shown instead: {choice.idp.name}.
      </Callout>
    ) : null}
    {children}
  </>
)
