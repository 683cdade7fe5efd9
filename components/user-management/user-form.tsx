'use client'
import { useEffect, useState } from 'react'
import { EntryDialog } from '#components/editing/entry-dialog.tsx'
import { EntryField } from '#components/editing/entry-fields.tsx'
import { fieldWordsOf } from '#components/editing/field-words.ts'
import { useEntryForm } from '#components/editing/use-entry-form.ts'
import { outcomeOf } from '#components/idp/actions.ts'
import { Input, Textarea } from '#components/ui/input.tsx'
import { SegmentedControl } from '#components/ui/segmented-control.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { UserEntry, UserPlace } from '#lib/services/directory/index.ts'
import type { UserActions } from './actions.ts'
import { DepartmentInput } from './department-input.tsx'
import { GroupsInput } from './groups-input.tsx'

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
  const { entry, set } = form
  return (
    <EntryDialog
      form={form}
      size="lg"
      title={user ? 'Edit user' : 'Add user'}
      description={user ? undefined : 'To the local directory: for people who belong to no identity provider.'}
      verb={user ? 'Save user' : 'Add user'}
      words={words}
      shownFields={['userName', 'name', 'groups', 'department', 'comments']}
      onClose={onClose}
    >
      <EntryField
        form={form}
        field="userName"
        label="User ID"
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
      </EntryField>
      <EntryField form={form} field="name" label="User Name">
        <Input value={entry.name} autoComplete="off" onValueChange={(name) => set({ name })} />
      </EntryField>
      <EntryField form={form} field="groups" label="Groups">
        <GroupsInput
          items={choices.groups}
          value={entry.groups}
          disabled={!choices.isLoaded}
          onValueChange={(groups) => set({ groups })}
        />
      </EntryField>
      <EntryField form={form} field="department" label="Department" description="One of those there are, or a new one.">
        <DepartmentInput
          items={choices.departments}
          value={entry.department}
          onValueChange={(department) => set({ department })}
        />
      </EntryField>
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
      <EntryField form={form} field="comments" label="Comments">
        <Textarea rows={3} value={entry.comments} onChange={(event) => set({ comments: event.target.value })} />
      </EntryField>
    </EntryDialog>
  )
}

const words = fieldWordsOf({
  userName: 'User ID',
  name: 'User Name',
  groups: 'Groups',
  department: 'Department',
  active: { label: 'Status', text: (value) => (value === true ? 'Active' : 'Inactive') },
  comments: 'Comments',
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
