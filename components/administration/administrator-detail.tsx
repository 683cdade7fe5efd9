'use client'
import { SessionList } from '#components/account/session-list.tsx'
import { Facts, Part } from '#components/scim/facts.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { Time } from '#components/ui/time.tsx'
import type { SessionView } from '#lib/services/sessions.ts'
import { href } from '#lib/table/href.ts'
import type { AdministratorActions, AdministratorView } from './actions.ts'
import { AdministratorForm } from './administrator-form.tsx'
import { AdministratorStatus } from './administrator-status.tsx'
import { AdministratorWays } from './administrator-ways.tsx'
import { roleLabel, scimManagementLabel } from './words.ts'

/** `actions` and `sessions` are an owner's; everybody else looks. */
export const AdministratorDetail = ({
  administrator,
  owned,
}: {
  administrator: AdministratorView
  owned: { actions: AdministratorActions; sessions: readonly SessionView[] } | undefined
}) => (
  <>
    <Part title="Administrator">
      <Facts
        facts={[
          { label: 'Status', value: <AdministratorStatus status={administrator.status} /> },
          ...(owned
            ? []
            : [
                { label: 'Name', value: administrator.name || 'Not given' },
                { label: 'Role', value: roleLabel(administrator.role) },
                { label: 'SCIM Management', value: scimManagementLabel(administrator.scimManagement) },
              ]),
          { label: 'Second Factor', value: administrator.secondFactor || 'None' },
          {
            label: 'Last Sign-In',
            value: administrator.lastSignInAt ? <Time at={administrator.lastSignInAt} format="exact" /> : 'Never',
          },
          { label: 'Created', value: <Time at={administrator.createdAt} format="exact" /> },
          {
            label: 'Admin ID',
            value: <code className="text-xs">{administrator.id}</code>,
            copy: administrator.id,
          },
        ]}
      />
      <LinkButton size="sm" className="mt-2" href={href('/administration/audit-logs', { actor: administrator.id })}>
        What they did
      </LinkButton>
    </Part>
    {owned ? (
      <>
        <Part title="Permissions">
          <AdministratorForm
            // Another state from the server begins the form anew.
            key={`${administrator.id} ${administrator.name} ${administrator.role} ${administrator.scimManagement}`}
            administrator={administrator}
            change={owned.actions.change}
          />
        </Part>
        <Part title="Sessions">
          <SessionList
            sessions={owned.sessions}
            revoke={(handle) => owned.actions.revokeSession({ id: administrator.id, handle })}
          />
        </Part>
        <Part title="Getting In">
          <AdministratorWays administrator={administrator} actions={owned.actions} />
        </Part>
      </>
    ) : null}
  </>
)
