import { ShieldCheck } from 'lucide-react'
import type { Metadata } from 'next'
import { RequestChart } from '#components/charts/request-chart.tsx'
import { attentionTo, expiryText } from '#components/overview/attention.ts'
import { AttentionList } from '#components/overview/attention-list.tsx'
import { IdpCard } from '#components/overview/idp-card.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { store } from '#db/index.ts'
import { requireSession } from '#lib/auth/session.ts'
import { readOverview } from './overview.ts'

export const metadata: Metadata = { title: 'Overview' }

export default async function OverviewPage() {
  await requireSession()
  const now = new Date()
  const { idps, alerts, dangling, activity } = await readOverview(store().report, now)
  const attention = attentionTo(idps, alerts, dangling, now)
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
        <>
          <RequestChart
            title="Requests of the last 14 days"
            buckets={activity.buckets}
            isPartial={activity.isPartial}
          />
          <section aria-labelledby="idps">
            <h2 id="idps" className="mb-2 text-sm font-semibold">
              Identity providers
            </h2>
            <div className="grid gap-3 @4xl:grid-cols-2">
              {idps.map((idp) => (
                <IdpCard
                  key={idp.id}
                  idp={idp}
                  certificate={expiryText(idp.certificateEnds, now)?.text}
                  tokens={expiryText(idp.tokensEnd, now)?.text}
                />
              ))}
            </div>
          </section>
        </>
      )}
    </>
  )
}
