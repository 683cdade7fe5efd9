'use client'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import type { ApplicationActions, SegmentGroupActions } from './actions.ts'
import { ApplicationForm } from './application-form.tsx'
import { SegmentGroupForm } from './segment-group-form.tsx'

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
      {isOpen ? <ApplicationForm groups={groups} actions={actions} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

export const AddSegmentGroup = ({ actions }: { actions: SegmentGroupActions }) => {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <AddButton label="Add segment group" onClick={() => setOpen(true)} />
      {isOpen ? <SegmentGroupForm actions={actions} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

const AddButton = ({ label, onClick }: { label: string; onClick: () => void }) => (
  <Button variant="primary" onClick={onClick}>
    <Plus aria-hidden />
    {label}
  </Button>
)
