'use client'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { useConfirmed } from '#components/account/confirm-identity.tsx'
import { roleLabel, roles, scimManagementLabel, scimManagements } from '#components/administration/words.ts'
import { outcomeOf } from '#components/idp/actions.ts'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { RoleGrant, RoleMapping } from '#lib/services/authentication-settings/role-mapping.ts'
import type { ChangeRoles } from './actions.ts'

type Line = RoleGrant & { key: number }

/**
 * *Roles* of an administrators' IdP: the attribute, and what each of its values gives. `change` is an owner's; needs
 * `ConfirmIdentity` around it.
 */
export const RoleMappingEditor = ({
  idpId,
  mapping,
  change,
}: {
  idpId: string
  mapping: RoleMapping
  change: ChangeRoles | undefined
}) => {
  const confirmed = useConfirmed()
  const [roleAttribute, setRoleAttribute] = useState(mapping.roleAttribute)
  const [lines, setLines] = useState<Line[]>(() => mapping.roles.map((grant, key) => ({ ...grant, key })))
  const [error, setError] = useState<{ message: string; field?: string }>()
  const [isPending, setPending] = useState(false)
  if (!change) return <RoleMappingFacts mapping={mapping} />
  const wanted: RoleMapping = { roleAttribute, roles: lines.map(({ key: _key, ...grant }) => grant) }
  const isDirty = JSON.stringify(wanted) !== JSON.stringify(mapping)
  const set = (key: number, part: Partial<RoleGrant>) =>
    setLines((before) => before.map((line) => (line.key === key ? { ...line, ...part } : line)))
  const add = () => {
    const key = Math.max(-1, ...lines.map((line) => line.key)) + 1
    setLines([...lines, { key, value: '', role: 'reader', scimManagement: 'read' }])
  }
  const save = async () => {
    setPending(true)
    const answer = await confirmed(() => change({ id: idpId, mapping: wanted }))
    setPending(false)
    if (answer === undefined) return
    const outcome = await outcomeOf(Promise.resolve(answer))
    setError(outcome.error)
    if (!outcome.error) toast({ title: 'Roles were saved', tone: 'good' })
  }
  return (
    <div className="flex flex-col gap-4">
      <div data-field="roleAttribute">
        <Field
          label="Role Attribute"
          description="The attribute of the assertion that holds groups, exactly. Empty: roles stay as owners set them under Administrators."
          error={error?.field === 'roleAttribute' ? error.message : undefined}
        >
          <Input
            value={roleAttribute}
            placeholder="groups"
            disabled={isPending}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            onValueChange={setRoleAttribute}
          />
        </Field>
      </div>
      {roleAttribute.trim() === '' ? null : (
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1.5 text-sm font-medium">Roles</legend>
          <p className="text-ink-muted text-sm">
            A value is compared exactly. Of several, the highest role counts. Who has none of them is not let in.
          </p>
          {lines.map((line, index) => (
            <div key={line.key} className="flex flex-wrap items-center gap-2 border-t pt-2 sm:border-0 sm:pt-0">
              <Input
                aria-label={`Value ${index + 1}`}
                className="min-w-40 flex-1"
                value={line.value}
                placeholder="Portal Owners"
                disabled={isPending}
                onValueChange={(value) => set(line.key, { value })}
              />
              <Select
                aria-label={`Role of value ${index + 1}`}
                className="w-32"
                items={roles}
                value={line.role}
                disabled={isPending}
                onValueChange={(value) => {
                  const role = roles.find((each) => each.value === value)?.value ?? line.role
                  set(line.key, { role, scimManagement: role === 'reader' ? 'read' : 'full' })
                }}
              />
              <Select
                aria-label={`SCIM Management of value ${index + 1}`}
                className="w-62"
                items={scimManagements.map((each) => ({ ...each, label: `SCIM Management: ${each.label}` }))}
                value={line.scimManagement}
                disabled={isPending || line.role === 'owner'}
                onValueChange={(value) => set(line.key, { scimManagement: value === 'full' ? 'full' : 'read' })}
              />
              <Button
                variant="ghost"
                square
                aria-label={`Remove value ${index + 1}`}
                disabled={isPending}
                onClick={() => setLines(lines.filter(({ key }) => key !== line.key))}
              >
                <X aria-hidden />
              </Button>
            </div>
          ))}
          <Button size="sm" className="self-start" disabled={isPending} onClick={add}>
            <Plus aria-hidden />
            Add value
          </Button>
        </fieldset>
      )}
      {error && error.field !== 'roleAttribute' ? (
        <Callout tone="bad" role="alert" title="Not saved">
          {error.message}
        </Callout>
      ) : null}
      <Button className="self-start" disabled={!isDirty || isPending} onClick={() => void save()}>
        Save roles
      </Button>
    </div>
  )
}

const RoleMappingFacts = ({ mapping }: { mapping: RoleMapping }) =>
  mapping.roleAttribute === '' ? (
    <p className="text-ink-muted text-sm">Roles are those that owners give under Administrators.</p>
  ) : (
    <div className="text-sm">
      <p>
        Role Attribute: <code className="text-xs">{mapping.roleAttribute}</code>
      </p>
      <ul className="text-ink-muted mt-1">
        {mapping.roles.map(({ value, role, scimManagement }) => (
          <li key={value}>
            {value}: {roleLabel(role)}, SCIM Management {scimManagementLabel(scimManagement)}
          </li>
        ))}
      </ul>
    </div>
  )
