import { Inbox } from 'lucide-react'
import { Badge } from '#components/ui/badge.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import type { Tone } from '#components/ui/tone.ts'
import { Specimen } from './specimen.tsx'

const tones: readonly Tone[] = ['neutral', 'good', 'warn', 'bad', 'info']

/** What the portal says, and what it shows while it has nothing to say. */
export const DesignMessages = () => (
  <Specimen title="Messages">
    <div className="flex flex-wrap gap-2">
      {tones.map((tone) => (
        <Badge key={tone} tone={tone}>
          {tone}
        </Badge>
      ))}
    </div>
    <div className="grid gap-3 lg:grid-cols-2">
      {tones.map((tone) => (
        <Callout key={tone} tone={tone} title="3 of 41 requests failed today">
          The token was not recognised. Copy it again from the IdP Configuration that it belongs to.
        </Callout>
      ))}
    </div>
    <Card className="flex flex-col gap-3 p-4">
      <Skeleton className="w-1/3" />
      <Skeleton className="w-2/3" />
      <Skeleton className="w-1/2" />
    </Card>
    <Card>
      <EmptyState icon={<Inbox />} title="No users yet">
        Assign people to the application at the IdP; they appear here as its requests arrive.
      </EmptyState>
    </Card>
  </Specimen>
)
