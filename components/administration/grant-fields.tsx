'use client'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/select.tsx'
import type { Role, ScimManagement } from '#lib/auth/permissions.ts'
import { roles, scimManagements } from './words.ts'

export type Grant = { role: Role; scimManagement: ScimManagement }

/** What somebody may do. An owner may do everything, so there is nothing more to choose. */
export const GrantFields = ({ grant, onChange }: { grant: Grant; onChange: (grant: Grant) => void }) => {
  const role = roles.find(({ value }) => value === grant.role)
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Role" description={role ? `${role.label} ${role.meaning}.` : undefined}>
        <Select
          aria-label="Role"
          items={roles}
          value={grant.role}
          onValueChange={(value) => {
            const next = roles.find((each) => each.value === value)?.value ?? grant.role
            onChange({ role: next, scimManagement: next === 'owner' ? 'full' : next === 'reader' ? 'read' : 'full' })
          }}
        />
      </Field>
      <Field label="SCIM Management" description="Whether IdP Configuration and SCIM can be changed.">
        <Select
          aria-label="SCIM Management"
          items={scimManagements}
          value={grant.scimManagement}
          disabled={grant.role === 'owner'}
          onValueChange={(value) => onChange({ ...grant, scimManagement: value === 'full' ? 'full' : 'read' })}
        />
      </Field>
    </div>
  )
}
