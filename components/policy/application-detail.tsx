'use client'
import Link from 'next/link'
import { Facts, Part } from '#components/scim/facts.tsx'
import { Time } from '#components/ui/time.tsx'
import type { ApplicationView, NamingRule, SegmentGroupView } from '#lib/services/policy/view.ts'
import { href } from '#lib/table/href.ts'
import type { ApplicationActions, SegmentGroupActions } from './actions.ts'
import { EntryTools } from './entry-tools.tsx'
import { ApplicationForm, SegmentGroupForm } from './forms.ts'
import { NamedBy } from './named-by.tsx'

/** What opens beside the table. Without `actions` there is nothing to change. */
export const ApplicationDetail = ({
  application,
  groups,
  rules,
  actions,
}: {
  application: ApplicationView
  groups: readonly { id: string; name: string }[]
  rules: readonly NamingRule[]
  actions: ApplicationActions | undefined
}) => {
  const { entry } = application
  return (
    <>
      {actions ? (
        <EntryTools
          noun="application"
          name={entry.name}
          consequence="Nobody is allowed to reach its hosts any more, unless another segment has them."
          rules={rules}
          remove={() => actions.remove({ id: application.id })}
          renderForm={(isOpen, onClose) => (
            <ApplicationForm
              isNeeded={isOpen}
              isKept={false}
              application={application}
              groups={groups}
              actions={actions}
              onClose={onClose}
            />
          )}
        />
      ) : null}
      <Part title="Application segment">
        <Facts
          facts={[
            { label: 'Status', value: entry.isEnabled ? 'Enabled' : 'Disabled' },
            {
              label: 'Domains',
              value: (
                <span className="flex flex-col font-mono text-xs">
                  {entry.domains.map((domain) => (
                    <span key={domain}>{domain}</span>
                  ))}
                </span>
              ),
              copy: entry.domains.join('\n'),
            },
            { label: 'TCP Ports', value: entry.tcpPorts || 'None' },
            { label: 'UDP Ports', value: entry.udpPorts || 'None' },
            { label: 'Segment Group', value: application.group ?? 'None' },
            ...(entry.description === '' ? [] : [{ label: 'Description', value: entry.description }]),
            { label: 'Last Updated', value: <Time at={application.updatedAt} format="exact" /> },
            { label: 'Created', value: <Time at={application.createdAt} format="exact" /> },
          ]}
        />
      </Part>
      <NamedBy rules={rules} />
    </>
  )
}

export const SegmentGroupDetail = ({
  group,
  rules,
  actions,
}: {
  group: SegmentGroupView
  rules: readonly NamingRule[]
  actions: SegmentGroupActions | undefined
}) => (
  <>
    {actions ? (
      <EntryTools
        noun="segment group"
        name={group.entry.name}
        consequence="Its application segments stay, in no group."
        rules={rules}
        remove={() => actions.remove({ id: group.id })}
        renderForm={(isOpen, onClose) => (
          <SegmentGroupForm isNeeded={isOpen} isKept={false} group={group} actions={actions} onClose={onClose} />
        )}
      />
    ) : null}
    <Part title="Segment group">
      <Facts
        facts={[
          { label: 'Status', value: group.entry.isEnabled ? 'Enabled' : 'Disabled' },
          ...(group.entry.description === '' ? [] : [{ label: 'Description', value: group.entry.description }]),
          { label: 'Last Updated', value: <Time at={group.updatedAt} format="exact" /> },
          { label: 'Created', value: <Time at={group.createdAt} format="exact" /> },
        ]}
      />
    </Part>
    <Part title="Application segments">
      {group.applications.length === 0 ? (
        <p className="text-ink-muted text-sm">None. A segment is put into the group where it is edited.</p>
      ) : (
        <ul className="divide-line divide-y text-sm">
          {group.applications.map(({ id, name }) => (
            <li key={id} className="py-1.5">
              <Link
                href={href('/policy/applications', { row: id })}
                className="hover:text-accent-text font-medium hover:underline"
              >
                {name}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Part>
    <NamedBy rules={rules} />
  </>
)
