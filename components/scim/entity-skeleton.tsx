import { Card } from '#components/ui/card.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { Columns } from './entity-frame.tsx'

/** A user's or group's page before it is known, in its final layout. */
export const EntitySkeleton = ({ panels }: { panels: readonly string[] }) => (
  <div aria-busy="true">
    <span className="sr-only">Loading</span>
    <Skeleton className="mb-2 h-4 w-48" />
    <Skeleton className="mb-2 h-6 w-72 max-w-full" />
    <Skeleton className="mb-6 h-4 w-56" />
    <Columns
      main={panels.map((title) => (
        <Blank key={title} title={title} lines={5} />
      ))}
      side={<Blank title="Timeline" lines={10} />}
    />
  </div>
)

const Blank = ({ title, lines }: { title: string; lines: number }) => (
  <Card aria-hidden>
    <div className="flex min-h-11 items-center border-b px-4 py-2 text-sm font-semibold">{title}</div>
    <div className="grid gap-3.5 px-4 py-4">
      {Array.from({ length: lines }, (_, at) => (
        <Skeleton key={at} className={at % 2 === 0 ? 'w-3/5' : 'w-2/5'} />
      ))}
    </div>
  </Card>
)
