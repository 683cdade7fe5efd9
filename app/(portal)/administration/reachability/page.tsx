import type { Metadata } from 'next'
import { Reachability } from '#components/reachability/reachability.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { readReachability } from '#lib/services/reachability/index.ts'
import { checkReachabilityAction } from './actions.ts'

export const metadata: Metadata = { title: 'Reachability' }

export default async function ReachabilityPage() {
  const { administrator } = await requireSession()
  return (
    <>
      <PageHeader
        title="Reachability"
        description="Whether identity providers and people find Rollcall where it says it is, and what stands in between."
      />
      <Reachability
        view={readReachability()}
        check={isPermitted(administrator, 'configure') ? checkReachabilityAction : undefined}
      />
    </>
  )
}
