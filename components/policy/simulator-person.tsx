'use client'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { onDemand } from '#components/ui/on-demand.ts'
import { SegmentedControl } from '#components/ui/segmented-control.tsx'
import { Select } from '#components/ui/select.tsx'
import { SuggestInput } from '#components/ui/suggest-input.tsx'
import type { IdpChoice } from '#lib/services/policy/rule-choices.ts'
import { type Question, readItems, writeItems } from './question.ts'
import { useUserNames } from './use-user-names.ts'

const InventedFields = onDemand(async () => (await import('./invented-fields.tsx')).InventedFields)

/** Who wants it: somebody whom the IdP knows, or somebody made up. */
export const SimulatorPerson = ({
  question,
  problems,
  idps,
  groups,
  set,
}: {
  question: Question
  problems: Partial<Question>
  idps: readonly IdpChoice[]
  groups: readonly { id: string; name: string }[]
  set: (change: Partial<Question>) => void
}) => {
  const isInvented = question.who === 'invented'
  const idp = idps.find(({ id }) => id === question.idp)
  return (
    <div className="flex flex-col gap-4">
      <SegmentedControl
        label="Who"
        value={question.who}
        items={[
          { value: '', label: 'Somebody there is' },
          { value: 'invented', label: 'Somebody invented' },
        ]}
        onValueChange={(who) => set({ who })}
      />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field label="IdP">
          <Select
            aria-label="IdP"
            items={idps.map(({ id, name }) => ({ value: id, label: name }))}
            value={question.idp}
            onValueChange={(next) => set({ idp: next, has: '' })}
          />
        </Field>
        {isInvented ? (
          <div className="grid gap-2 sm:grid-cols-2">
            <Field label="User" error={problems.user}>
              <Input
                value={question.user}
                placeholder="Somebody"
                autoComplete="off"
                spellCheck={false}
                onValueChange={(user) => set({ user })}
              />
            </Field>
            <Field label="SCIM">
              <Select
                aria-label="SCIM"
                items={[
                  { value: '', label: 'Active' },
                  { value: 'inactive', label: 'Inactive' },
                  { value: 'absent', label: 'Not provisioned' },
                ]}
                value={question.state}
                onValueChange={(state) => set({ state })}
              />
            </Field>
          </div>
        ) : (
          <UserField question={question} problem={problems.user} set={set} />
        )}
      </div>
      {isInvented && idp ? (
        <InventedFields
          key={idp.id}
          isNeeded
          items={readItems(question.has)}
          idp={idp}
          groups={groups}
          onChange={(items) => set({ has: writeItems(items) })}
        />
      ) : null}
    </div>
  )
}

const UserField = ({
  question,
  problem,
  set,
}: {
  question: Question
  problem: string | undefined
  set: (change: Partial<Question>) => void
}) => {
  const userNames = useUserNames(question.idp)
  return (
    <Field label="User" error={problem}>
      <SuggestInput
        aria-label="User"
        value={question.user}
        placeholder="dana@example.com"
        suggestions={userNames.names}
        status={userNames.status}
        onOpen={() => userNames.load(question.user)}
        onValueChange={(user) => {
          set({ user })
          userNames.load(user)
        }}
      />
    </Field>
  )
}
