import { FileQuestion } from 'lucide-react'
import { LinkButton } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'

/** In place of an import that was discarded, or that nobody touched for a day. */
export const ImportGone = () => (
  <>
    <PageHeader title="Import CSV" />
    <Card>
      <EmptyState
        icon={<FileQuestion aria-hidden />}
        title="This import is no longer here"
        action={<LinkButton href="/user-management/import?kind=users">Import another file</LinkButton>}
      >
        It was discarded, or nobody touched it for a day. What it applied stays.
      </EmptyState>
    </Card>
  </>
)
