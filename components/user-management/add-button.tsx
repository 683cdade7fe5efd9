'use client'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import type { NamedActions, UserActions } from './actions.ts'
import { NamedForm, UserForm } from './forms.ts'

type Adding = { noun: 'user'; actions: UserActions } | { noun: 'group' | 'department'; actions: NamedActions }

/** The page's button to add one by hand, and its form. */
export const AddButton = (adding: Adding) => {
  const [isOpen, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Plus aria-hidden />
        Add {adding.noun}
      </Button>
      {adding.noun === 'user' ? (
        <UserForm isNeeded={isOpen} isKept={false} actions={adding.actions} onClose={close} />
      ) : (
        <NamedForm isNeeded={isOpen} isKept={false} noun={adding.noun} actions={adding.actions} onClose={close} />
      )}
    </>
  )
}
