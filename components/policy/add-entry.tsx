'use client'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import type { ApplicationActions, SegmentGroupActions } from './actions.ts'
import { ApplicationForm, SegmentGroupForm } from './forms.ts'

export const AddApplication = ({
  groups,
  actions,
}: {
  groups: readonly { id: string; name: string }[]
  actions: ApplicationActions
}) => {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <AddButton label="Add application" onClick={() => setOpen(true)} />
      <ApplicationForm
        isNeeded={isOpen}
        isKept={false}
        groups={groups}
        actions={actions}
        onClose={() => setOpen(false)}
      />
    </>
  )
}

export const AddSegmentGroup = ({ actions }: { actions: SegmentGroupActions }) => {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <AddButton label="Add segment group" onClick={() => setOpen(true)} />
      <SegmentGroupForm isNeeded={isOpen} isKept={false} actions={actions} onClose={() => setOpen(false)} />
    </>
  )
}

const AddButton = ({ label, onClick }: { label: string; onClick: () => void }) => (
  <Button variant="primary" onClick={onClick}>
    <Plus aria-hidden />
    {label}
  </Button>
)
