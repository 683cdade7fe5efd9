import { ShieldCheck } from 'lucide-react'
import { LinkButton } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'

/** No IdP has SCIM Sync on: these pages have nothing to be about. */
export const NoScimIdp = ({ title, description }: { title: string; description: string }) => (
  <>
    <PageHeader title={title} description={description} />
    <Card>
      <EmptyState
        icon={<ShieldCheck aria-hidden />}
        title="SCIM must be enabled first"
        action={
          <LinkButton variant="primary" href="/authentication/idp-configuration">
            Open IdP Configuration
          </LinkButton>
        }
      >
        No IdP has SCIM Sync enabled. Edit an IdP, set SCIM Sync to Enabled, and give its endpoint and bearer token to
        the identity provider.
      </EmptyState>
    </Card>
  </>
)
