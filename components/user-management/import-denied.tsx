import { Lock } from 'lucide-react'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'

/** In place of an import, for those who may not change users. */
export const ImportDenied = () => (
  <>
    <PageHeader title="Import CSV" />
    <Card>
      <EmptyState icon={<Lock aria-hidden />} title="You do not have permission to import">
        Ask an owner of this portal for a role that may change users.
      </EmptyState>
    </Card>
  </>
)
