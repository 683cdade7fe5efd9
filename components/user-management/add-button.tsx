'use client'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import type { NamedActions, UserActions } from './actions.ts'
import { NamedForm } from './named-form.tsx'
import { UserForm } from './user-form.tsx'

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
      {!isOpen ? null : adding.noun === 'user' ? (
        <UserForm actions={adding.actions} onClose={close} />
      ) : (
        <NamedForm noun={adding.noun} actions={adding.actions} onClose={close} />
      )}
    </>
  )
}
