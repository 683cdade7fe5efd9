import { Import } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import { ImportAttributes } from '#components/saml-attributes/import-attributes.tsx'
import { attributesOfHref, importHref } from '#components/saml-attributes/paths.ts'
import { RawText } from '#components/saml-attributes/raw-text.tsx'
import { buttonStyles, LinkButton } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { store } from '#db/index.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { edited } from '#lib/services/configuration/index.ts'
import { findIdpView } from '#lib/services/idps/index.ts'
import { listImportable } from '#lib/services/saml-attributes/index.ts'
import { findTestView, type TestView } from '#lib/services/test-sign-in/index.ts'
import { samlAttributeActions } from '../view.ts'

export const metadata: Metadata = { title: 'Import SAML Attributes' }

export default async function ImportPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { administrator } = await requireSession()
  const { idp: idpId, outcome } = await searchParams
  const idp = typeof idpId === 'string' ? await findIdpView(idpId) : undefined
  if (!idp) notFound()
  const mayImport = isPermitted(administrator, 'provision')
  const test =
    mayImport && typeof outcome === 'string' ? await findTestView(idp.id, outcome, administrator.id) : undefined
  const found = test?.assertion
    ? await listImportable(await edited(store().report), idp.id, test.assertion.attributes)
    : []
  return (
    <>
      <PageHeader
        title="Import SAML Attributes"
        description={`${idp.name}: what the sign-in brought that is new. NameID is not available in policies.`}
        actions={
          <>
            <LinkButton href={attributesOfHref(idp.id)}>SAML Attributes</LinkButton>
            {mayImport ? (
              <a href={importHref(idp.id)} className={buttonStyles({ variant: test ? 'secondary' : 'primary' })}>
                <Import aria-hidden />
                {test ? 'Sign in again' : 'Sign in at the IdP'}
              </a>
            ) : null}
          </>
        }
      />
      {mayImport ? null : (
        <Callout title="Your role does not allow importing SAML attributes">
          Ask an owner, or somebody with full SCIM Management.
        </Callout>
      )}
      {mayImport && !test ? (
        <Card>
          <EmptyState icon={<Import />} title="There is nothing to import">
            A result is kept for an hour, for the administrator who began it. Sign in at the IdP to see what it sends.
          </EmptyState>
        </Card>
      ) : null}
      {test ? (
        <div className="flex max-w-[62rem] flex-col gap-6">
          {test.refusal ? (
            <Callout tone="warn" title={`${test.refusal.code}: ${test.refusal.title}`}>
              {test.refusal.advice}
            </Callout>
          ) : null}
          {found.length > 0 ? (
            <ImportAttributes
              key={test.at}
              provider={{ id: idp.id, name: idp.name }}
              found={found}
              add={samlAttributeActions.add}
            />
          ) : test.assertion ? (
            <Callout title="There is no new attribute">
              SAML Attributes has every attribute of this sign-in that policies can use.
            </Callout>
          ) : null}
          {test.assertion ? <RawText label="What the IdP sent" text={rawJson(test.assertion)} /> : null}
        </div>
      ) : null}
    </>
  )
}

const rawJson = ({ nameId, attributes }: NonNullable<TestView['assertion']>): string =>
  JSON.stringify(
    { nameid: nameId, saml_attributes: Object.fromEntries(attributes.map(({ name, values }) => [name, values])) },
    null,
    2,
  )
