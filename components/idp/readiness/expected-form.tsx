'use client'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState, useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { ChangeAllowed } from '#components/ui/change-allowed.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Time } from '#components/ui/time.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { ReadinessView } from '#lib/services/readiness/index.ts'
import { outcomeOf } from '../actions.ts'
import type { ReadinessActions } from './actions.ts'

/** How many users and groups the IdP has, as its console shows. */
export const ExpectedForm = ({
  readiness: { idpId, expected },
  enterNumbers,
  canEdit,
}: {
  readiness: ReadinessView
  enterNumbers: ReadinessActions['enterNumbers']
  canEdit: boolean
}) => {
  const router = useRouter()
  const [isPending, startTransition] = useTransition()
  const [users, setUsers] = useState(text(expected?.users))
  const [groups, setGroups] = useState(text(expected?.groups))
  const [errors, setErrors] = useState<{ users?: string; groups?: string }>({})

  const save = (event: FormEvent) => {
    event.preventDefault()
    const wrong = {
      ...(isNumber(users) ? {} : { users: PROBLEM }),
      ...(isNumber(groups) ? {} : { groups: PROBLEM }),
    }
    setErrors(wrong)
    if (Object.keys(wrong).length > 0) return
    startTransition(async () => {
      const { error } = await outcomeOf(enterNumbers({ idpId, users: number(users), groups: number(groups) }))
      if (error) toast({ title: 'Not saved', description: error.message, tone: 'bad' })
      else toast({ title: 'Numbers saved', tone: 'good' })
      router.refresh()
    })
  }
  return (
    <Card className="p-4">
      <h2 className="text-sm font-semibold">Numbers in the identity provider</h2>
      <p className="text-ink-muted mb-3 text-sm">
        What its console shows for the application: people who are assigned and active, and groups that are pushed.
      </p>
      <form onSubmit={save} noValidate className="flex flex-wrap items-start gap-3">
        <ChangeAllowed isAllowed={canEdit}>
          <Field label="Users" error={errors.users} className="w-36">
            <Input inputMode="numeric" value={users} onChange={(event) => setUsers(event.target.value)} />
          </Field>
          <Field label="Groups" error={errors.groups} className="w-36">
            <Input inputMode="numeric" value={groups} onChange={(event) => setGroups(event.target.value)} />
          </Field>
        </ChangeAllowed>
        {canEdit ? (
          <Button type="submit" variant="primary" className="sm:mt-[1.625rem]" disabled={isPending}>
            Save numbers
          </Button>
        ) : null}
      </form>
      <p className="text-ink-muted mt-3 text-sm">
        {expected === undefined ? (
          canEdit ? (
            'Nobody has entered numbers yet. Leave a field empty where you do not know.'
          ) : (
            'Nobody has entered numbers yet. Your role does not allow it.'
          )
        ) : (
          <>
            {expected.source === 'file' ? 'The users were counted in a file by' : 'Entered by'} {expected.by}{' '}
            <Time at={expected.at} />.{canEdit ? ' Empty both to forget them.' : ''}
          </>
        )}
      </p>
    </Card>
  )
}

const PROBLEM = 'Enter a whole number, or nothing.'

const text = (number: number | null | undefined): string =>
  number === null || number === undefined ? '' : String(number)

/** Thousands may be apart, as consoles show them. */
const digits = (text: string): string => text.replaceAll(/[\s,.'’]/g, '')
const isNumber = (text: string): boolean => /^\d{0,9}$/.test(digits(text))
const number = (text: string): number | null => (digits(text) === '' ? null : Number(digits(text)))
