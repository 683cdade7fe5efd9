'use client'
import { RulesFrame } from '#components/policy/rules/rules-frame.tsx'
import { TableMessage } from '#components/table/table-message.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { accessRules } from '#lib/table/policy-rules.ts'

/** The rules could not be had: offers to ask again. */
export default function AccessError({ retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <RulesFrame policy="access">
      <Card role="alert">
        <TableMessage definition={accessRules} kind="error" action={<Button onClick={retry}>Try again</Button>} />
      </Card>
    </RulesFrame>
  )
}
