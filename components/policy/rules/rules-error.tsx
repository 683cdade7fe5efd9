'use client'
import { TableMessage } from '#components/table/table-message.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import type { Policy } from '#lib/policy/rule.ts'
import { ruleTables } from '#lib/table/policy-rules.ts'
import { RulesFrame } from './rules-frame.tsx'

/** The rules could not be had: offers to ask again. */
export const RulesError = ({ policy, retry }: { policy: Policy; retry: () => void }) => (
  <RulesFrame policy={policy}>
    <Card role="alert">
      <TableMessage definition={ruleTables[policy]} kind="error" action={<Button onClick={retry}>Try again</Button>} />
    </Card>
  </RulesFrame>
)
