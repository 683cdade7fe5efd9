'use client'
import { Download } from 'lucide-react'
import { Facts, Part } from '#components/scim/facts.tsx'
import { Button } from '#components/ui/button.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Time } from '#components/ui/time.tsx'
import type { AuditView } from './audit-logs-table.tsx'
import { type Difference, differencesOf, pathLabel } from './difference.ts'

/** One entry whole: who, what, when, from where, and what differs. */
export const AuditDetail = ({ entry, sealNumber }: { entry: AuditView; sealNumber: number | undefined }) => {
  const differences = differencesOf(entry.before, entry.after)
  const json = JSON.stringify(toRecord(entry), null, 2)
  return (
    <>
      <Part title="Entry">
        <Facts
          facts={[
            { label: 'Timestamp', value: <Time at={entry.at} format="exact" /> },
            { label: 'Administrator', value: entry.actor },
            { label: 'Admin ID', value: <code className="text-xs">{entry.actorId}</code>, copy: entry.actorId },
            { label: 'Action', value: `${entry.action} (${entry.operation})` },
            { label: 'Resource Type', value: entry.resourceType },
            { label: 'Resource Name', value: entry.resourceName },
            {
              label: 'Resource ID',
              value: <code className="text-xs">{entry.resourceId}</code>,
              copy: entry.resourceId,
            },
            { label: 'Address', value: entry.address || 'On the server itself' },
            ...(entry.userAgent ? [{ label: 'Client', value: entry.userAgent }] : []),
            {
              label: 'Seal',
              value: sealNumber === undefined ? 'Waits to be sealed, within half a minute' : `Number ${sealNumber}`,
            },
          ]}
        />
      </Part>
      <Part title="Differences">
        {differences.length > 0 ? (
          <Differences type={entry.targetType} differences={differences} />
        ) : (
          <p className="text-ink-muted text-sm">Nothing was different afterwards.</p>
        )}
      </Part>
      <Part
        title="JSON"
        aside={
          <span className="flex items-center gap-1">
            <Button size="sm" variant="ghost" onClick={() => download(json, `audit-${entry.id}.json`)}>
              <Download aria-hidden />
              Download
            </Button>
            <CopyButton value={json} label="JSON of the entry" />
          </span>
        }
      >
        <pre
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- focusable, so that the keyboard can scroll it
          tabIndex={0}
          aria-label="JSON of the entry"
          className="bg-sunken max-h-96 overflow-auto rounded-md border p-3 font-mono text-xs leading-5"
        >
          {json}
        </pre>
      </Part>
    </>
  )
}

/** A side that has nothing to say is left blank: it was not there before, or is not there any more. */
const Differences = ({ type, differences }: { type: string; differences: readonly Difference[] }) => (
  <table className="w-full table-fixed border-collapse text-left text-sm">
    <thead>
      <tr className="text-ink-muted border-b text-xs">
        <th scope="col" className="w-1/4 py-1.5 pr-2 font-medium">
          What
        </th>
        <th scope="col" className="px-2 py-1.5 font-medium">
          Before
        </th>
        <th scope="col" className="py-1.5 pl-2 font-medium">
          After
        </th>
      </tr>
    </thead>
    <tbody>
      {differences.map(({ path, before, after }) => (
        <tr key={path} className="border-b align-top last:border-b-0">
          <th scope="row" className="text-ink-muted py-1.5 pr-2 font-normal wrap-anywhere">
            {pathLabel(type, path)}
          </th>
          <td className="px-2 py-1.5">
            {before === undefined ? null : (
              <del className="text-bad break-words no-underline">{before || <Empty />}</del>
            )}
          </td>
          <td className="py-1.5 pl-2">
            {after === undefined ? null : (
              <ins className="text-good break-words no-underline">{after || <Empty />}</ins>
            )}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

const Empty = () => <span className="text-ink-faint">empty</span>

const toRecord = (entry: AuditView) => ({
  id: entry.id,
  at: entry.at,
  administrator: { id: entry.actorId, name: entry.actor },
  action: entry.operation,
  resource: { type: entry.resourceType, id: entry.resourceId, name: entry.resourceName },
  address: entry.address,
  userAgent: entry.userAgent,
  before: parsed(entry.before),
  after: parsed(entry.after),
})

const parsed = (json: string | null): unknown => {
  try {
    return json === null ? null : JSON.parse(json)
  } catch {
    return json
  }
}

function download(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  URL.revokeObjectURL(url)
}
