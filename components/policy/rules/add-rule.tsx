'use client'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import type { Policy } from '#lib/policy/rule.ts'
import { RuleForm } from './forms.ts'
import type { RuleActions } from './rule-actions.ts'

export const AddRule = ({ policy, actions }: { policy: Policy; actions: RuleActions }) => {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Plus aria-hidden />
        Add rule
      </Button>
      <RuleForm isNeeded={isOpen} isKept={false} policy={policy} actions={actions} onClose={() => setOpen(false)} />
    </>
  )
}
