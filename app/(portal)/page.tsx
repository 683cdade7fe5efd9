import { ShieldCheck } from 'lucide-react'
import type { Metadata } from 'next'
import { attentionTo, certificateText, type IdpHealthView } from '#components/overview/attention.ts'
import { AttentionList } from '#components/overview/attention-list.tsx'
import { IdpCard } from '#components/overview/idp-card.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { store } from '#db/index.ts'
import { type IdpHealth, listIdpHealth } from '#db/queries/list-totals.ts'
import { requireSession } from '#lib/auth/session.ts'

export const metadata: Metadata = { title: 'Overview' }

export default async function OverviewPage() {
  await requireSession()
  const now = new Date()
  const idps = (await listIdpHealth(store().report)).map(healthView)
  const attention = attentionTo(idps, now)
  return (
    <>
      <PageHeader title="Overview" description="The health of every identity provider." />
      {attention.length > 0 ? <AttentionList items={attention} /> : null}
      {idps.length === 0 ? (
        <Card>
          <EmptyState
            icon={<ShieldCheck aria-hidden />}
            title="Connect your first identity provider"
            action={
              <LinkButton variant="primary" href="/authentication/idp-configuration/new">
                Add IdP Configuration
              </LinkButton>
            }
          >
            Add it, enable SCIM Sync, and give its endpoint and bearer token to the identity provider. People and groups
            appear here as it provisions them.
          </EmptyState>
        </Card>
      ) : (
        <section aria-labelledby="idps">
          <h2 id="idps" className="mb-2 text-sm font-semibold">
            Identity providers
          </h2>
          <div className="grid gap-3 xl:grid-cols-2">
            {idps.map((idp) => (
              <IdpCard key={idp.id} idp={idp} certificate={certificateText(idp.certificateEnds, now)?.text} />
            ))}
          </div>
        </section>
      )}
    </>
  )
}

const healthView = ({ totals, lastRequest, certificateEnds, ...idp }: IdpHealth): IdpHealthView => ({
  ...idp,
  ...totals,
  lastRequest: lastRequest && { at: lastRequest.at.toISOString(), status: lastRequest.status },
  certificateEnds: certificateEnds?.toISOString(),
})
