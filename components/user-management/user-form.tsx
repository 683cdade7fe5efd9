'use client'
import { useEffect, useState } from 'react'
import { EditConflict, type FieldWords } from '#components/editing/edit-conflict.tsx'
import { outcomeOf } from '#components/idp/actions.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input, Textarea } from '#components/ui/input.tsx'
import { SegmentedControl } from '#components/ui/segmented-control.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { UserEntry, UserPlace } from '#lib/services/directory/index.ts'
import type { UserActions } from './actions.ts'
import { DepartmentInput } from './department-input.tsx'
import { EntryProblem } from './entry-problem.tsx'
import { GroupsInput } from './groups-input.tsx'
import { useEntryForm } from '#components/editing/use-entry-form.ts'

export const emptyUser: UserEntry = {
  userName: '',
  name: '',
  groups: [],
  department: '',
  active: true,
  comments: '',
}

/** The user that is edited; a new one when there is none. */
export type EditedUser = { place: UserPlace; version: number; entry: UserEntry; source: 'hand' | 'saml' }

/** *Add user* and *Edit user*. Mounted anew each time it opens. */
export const UserForm = ({
  user,
  actions,
  onClose,
}: {
  user?: EditedUser
  actions: UserActions
  onClose: () => void
}) => {
  const choices = useChoices(actions)
  const form = useEntryForm<UserEntry, unknown>(
    user?.entry ?? emptyUser,
    (entry, { opened, version }) =>
      user
        ? actions.changeUser({ place: user.place, version: version ?? user.version, entry, opened })
        : actions.createUser(entry),
    (entry) => {
      toast({ title: user ? `${entry.userName} was saved` : `${entry.userName} was added`, tone: 'good' })
      onClose()
    },
  )
  const { entry, set, errorAt } = form
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      dismissible={!form.isDirty}
      size="lg"
      title={user ? 'Edit user' : 'Add user'}
      description={user ? undefined : 'To the local directory: for people who belong to no identity provider.'}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="user-form" variant="primary" disabled={form.isSaving}>
            {user ? 'Save user' : 'Add user'}
          </Button>
        </>
      }
    >
      <form
        id="user-form"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void form.submit()
        }}
      >
        {form.conflict ? (
          <EditConflict
            key={form.conflict.version}
            conflict={form.conflict}
            words={userFieldWords}
            chosen={form.chosen}
            onChoose={form.choose}
            disabled={form.isSaving}
          />
        ) : null}
        <EntryProblem error={form.error} shownFields={['userName', 'name', 'groups', 'department', 'comments']} />
        <div data-field="userName">
          <Field
            label="User ID"
            error={errorAt('userName')}
            description={
              user?.source === 'saml' ? 'Given by the identity provider at sign-in.' : 'Such as dana@example.com.'
            }
          >
            <Input
              value={entry.userName}
              disabled={user?.source === 'saml'}
              autoComplete="off"
              spellCheck={false}
              autoCapitalize="none"
              onValueChange={(userName) => set({ userName })}
            />
          </Field>
        </div>
        <div data-field="name">
          <Field label="User Name" error={errorAt('name')}>
            <Input value={entry.name} autoComplete="off" onValueChange={(name) => set({ name })} />
          </Field>
        </div>
        <div data-field="groups">
          <Field label="Groups" error={errorAt('groups')}>
            <GroupsInput
              items={choices.groups}
              value={entry.groups}
              disabled={!choices.isLoaded}
              onValueChange={(groups) => set({ groups })}
            />
          </Field>
        </div>
        <div data-field="department">
          <Field label="Department" error={errorAt('department')} description="One of those there are, or a new one.">
            <DepartmentInput
              items={choices.departments}
              value={entry.department}
              onValueChange={(department) => set({ department })}
            />
          </Field>
        </div>
        <div className="flex flex-col gap-1.5">
          <span className="text-sm font-medium">Status</span>
          <SegmentedControl
            label="Status"
            value={entry.active ? 'active' : 'inactive'}
            items={[
              { value: 'active', label: 'Active' },
              { value: 'inactive', label: 'Inactive' },
            ]}
            onValueChange={(status) => set({ active: status === 'active' })}
          />
        </div>
        <div data-field="comments">
          <Field label="Comments" error={errorAt('comments')}>
            <Textarea rows={3} value={entry.comments} onChange={(event) => set({ comments: event.target.value })} />
          </Field>
        </div>
      </form>
    </Dialog>
  )
}

const labels: Readonly<Record<string, string>> = {
  userName: 'User ID',
  name: 'User Name',
  groups: 'Groups',
  department: 'Department',
  active: 'Status',
  comments: 'Comments',
}

const userFieldWords: FieldWords = (field) => ({
  label: labels[field] ?? field,
  text: (value) => {
    if (typeof value === 'boolean') return value ? 'Active' : 'Inactive'
    return Array.isArray(value) ? value.join('\n') : String(value)
  },
})

/** Groups and departments to pick from, asked for when the form opens. Without an answer, what is typed still counts. */
const useChoices = ({ listChoices }: UserActions) => {
  const [choices, setChoices] = useState({ groups: [] as string[], departments: [] as string[], isLoaded: false })
  const { isLoaded } = choices
  useEffect(() => {
    if (isLoaded) return undefined
    let isCurrent = true
    const load = async () => {
      const { data } = await outcomeOf(listChoices())
      if (isCurrent) setChoices({ groups: [], departments: [], ...data, isLoaded: true })
    }
    void load()
    return () => {
      isCurrent = false
    }
  }, [isLoaded, listChoices])
  return choices
}
