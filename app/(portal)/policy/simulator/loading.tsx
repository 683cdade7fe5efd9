import { Card } from '#components/ui/card.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'

export default function Loading() {
  return (
    <>
      <PageHeader title="Simulator" description={<Skeleton className="my-0.5 w-96 max-w-full" />} />
      <Card className="flex flex-col gap-4 p-4 sm:p-5">
        <Skeleton className="h-40 w-full" />
      </Card>
    </>
  )
}
