import { Callout } from '#components/ui/callout.tsx'
import { formatCount } from '#lib/table/words.ts'

/** Says when decisions came faster than they could be kept. */
export const LeftOut = ({ count }: { count: number }) =>
  count === 0 ? null : (
    <Callout tone="warn" className="mb-3" title="Not every decision is here">
      {count === 1 ? '1 decision' : `${formatCount(count)} decisions`} of this time range came faster than they could be
      written, or while the database could not be reached, and were left out. They were decided all the same.
    </Callout>
  )
