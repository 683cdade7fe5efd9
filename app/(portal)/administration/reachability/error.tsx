'use client'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'

export default function ReachabilityError({ retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <>
      <PageHeader title="Reachability" />
      <Callout tone="bad" role="alert" title="This could not be read">
        <Button className="mt-2" onClick={retry}>
          Try again
        </Button>
      </Callout>
    </>
  )
}
