import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import { Guide, GuideFacts } from '#components/help/guide.tsx'
import { OpenGuide, StayBeside } from '#components/help/open-guide.tsx'
import { Connect } from '#components/idp/connect/connect.tsx'
import { firstRequestHint } from '#components/idp/connect/first-requests.ts'
import { GuideSelect } from '#components/idp/connect/guide-select.tsx'
import { editHref } from '#components/idp/paths.ts'
import { LinkButton } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { store } from '#db/index.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { readConnection } from '#lib/services/connect/index.ts'
import { guideOfIdp, idpGuides, openGuide } from '#lib/services/help/index.ts'
import { findIdpView } from '#lib/services/idps/index.ts'

export const metadata: Metadata = { title: 'Connect' }

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

export default async function ConnectPage({ params, searchParams }: Props) {
  const { administrator } = await requireSession()
  const [{ id }, asked] = await Promise.all([params, searchParams])
  const [idp, connection] = await Promise.all([findIdpView(id), readConnection(store().report, id)])
  if (!idp || !connection) notFound()
  const header = (
    <PageHeader
      title="Connect"
      description={`${idp.name}: from the first request to people in policies, with what the IdP sends as it comes.`}
      actions={
        <LinkButton href={editHref(id)}>
          {isPermitted(administrator, 'provision') ? 'Edit IdP Configuration' : 'IdP Configuration'}
        </LinkButton>
      }
    />
  )
  if (idp.singleSignOn === 'admin') {
    return (
      <>
        {header}
        <Callout title="SCIM is available for User single sign-on only">
          This IdP signs in administrators: there is nothing to connect beyond SAML.
        </Callout>
      </>
    )
  }
  const guides = idpGuides()
  const slug = guides.find((guide) => guide.slug === asked['guide'])?.slug ?? guideOfIdp(idp)
  const guide = await openGuide(slug, idp)
  return (
    <>
      {header}
      <div className="grid items-start gap-x-6 gap-y-4 xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <div className="flex flex-wrap items-center gap-3 xl:hidden">
          <GuideSelect idpId={id} guides={guides} value={slug} />
          <OpenGuide slug={slug} idp={id}>
            Show the guide
          </OpenGuide>
        </div>
        <Connect idpId={id} opened={connection} hint={firstRequestHint(slug)} />
        <section aria-labelledby="guide" className="sticky top-7 hidden min-w-0 xl:block">
          <Card className="flex max-h-[calc(100dvh-3.5rem)] flex-col">
            <header className="flex flex-wrap items-center justify-between gap-3 border-b px-4 py-3">
              <h2 id="guide" className="min-w-0 text-base font-semibold">
                {guide?.title ?? 'Guide'}
              </h2>
              <GuideSelect idpId={id} guides={guides} value={slug} />
            </header>
            <StayBeside>
              {guide ? (
                <div className="flex flex-col gap-3">
                  <GuideFacts guide={guide} />
                  <Guide guide={guide} place="beside" />
                </div>
              ) : (
                <p className="text-ink-muted text-sm">There is no guide for this IdP.</p>
              )}
            </StayBeside>
          </Card>
        </section>
      </div>
    </>
  )
}
