'use client'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import type { LocationActions } from './actions.ts'
import { LocationForm } from './location-form.tsx'

/** The button, and the form behind it. */
export const AddLocation = ({
  idps,
  actions,
}: {
  idps: readonly { id: string; name: string }[]
  actions: LocationActions
}) => {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Plus aria-hidden />
        Add location
      </Button>
      {isOpen ? <LocationForm parent={null} idps={idps} actions={actions} onClose={() => setOpen(false)} /> : null}
    </>
  )
}
