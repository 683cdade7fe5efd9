'use client'
import { DecisionLogFrame } from '#components/decision-log/decision-log-frame.tsx'
import { TableMessage } from '#components/table/table-message.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { decisionLog } from '#lib/table/decision-log.ts'

/** The log could not be had: offers to ask again. */
export default function DecisionLogError({ retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <DecisionLogFrame>
      <Card role="alert">
        <TableMessage definition={decisionLog} kind="error" action={<Button onClick={retry}>Try again</Button>} />
      </Card>
    </DecisionLogFrame>
  )
}
