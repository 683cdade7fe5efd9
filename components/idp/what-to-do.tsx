'use client'
import { type ReactNode, useEffect, useState } from 'react'
import { Button, LinkButton } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { RadioCards } from './radio-cards.tsx'
import { focusField } from './use-idp-form.ts'

type Wish = 'add' | 'edit'

/**
 * *What do you want to do?* Asked when there is an IdP already: one that replaces it is better edited, since a new one brings
 * the same people and groups a second time. `children` is the set-up of another one.
 */
export const WhatToDo = ({ edit, children }: { edit: { name: string; href: string }; children: ReactNode }) => {
  const [wish, setWish] = useState<Wish>('add')
  const [isAnswered, setAnswered] = useState(false)
  useEffect(() => {
    if (isAnswered) focusField('name')
  }, [isAnswered])
  if (isAnswered) return children
  return (
    <Card className="max-w-3xl p-4 sm:p-5">
      <h2 className="mb-3 text-base font-semibold">What do you want to do?</h2>
      <RadioCards<Wish>
        label="What do you want to do?"
        value={wish}
        disabled={false}
        onValueChange={setWish}
        items={[
          {
            value: 'add',
            label: 'Add another SAML IdP for a subset of users or locations',
            description:
              'It needs an Authentication Domain or a location of its own; everybody else stays with the default IdP.',
          },
          {
            value: 'edit',
            label: `Change ${edit.name} instead`,
            description:
              'When you move to another IdP: policies keep the users and groups they know, and nobody is there twice.',
          },
        ]}
      />
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <LinkButton href="/authentication/idp-configuration" variant="ghost" className="mr-auto">
          Cancel
        </LinkButton>
        {wish === 'add' ? (
          <Button variant="primary" onClick={() => setAnswered(true)}>
            Next
          </Button>
        ) : (
          <LinkButton variant="primary" href={edit.href}>
            Next
          </LinkButton>
        )}
      </div>
    </Card>
  )
}
