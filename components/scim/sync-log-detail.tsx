import Link from 'next/link'
import { Badge } from '#components/ui/badge.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Time } from '#components/ui/time.tsx'
import type { Recognised } from '#lib/scim/clients.ts'
import type { AttributeChange } from '#lib/scim/diff.ts'
import type { Explanation } from '#lib/scim/explain.ts'
import type { JsonValue } from '#lib/scim/json.ts'
import { formatCount } from '#lib/table/words.ts'
import { valueText } from './attribute-values.ts'
import { type Fact, Facts, Part } from './facts.tsx'
import { groupPageHref, logsHref, userPageHref } from './paths.ts'
import { StatusBadge } from './status-badge.tsx'
import { SyncLogBody } from './sync-log-body.tsx'
import { Sentence } from './sync-log-sentence.tsx'
import { Id } from './fact-values.tsx'

export type SyncLogDetailView = {
  idpId: string
  id: string
  at: string
  method: string
  url: string
  entityType: 'User' | 'Group' | null
  entityId: string | null
  entityName: string | null
  externalId: string | null
  status: number
  scimType: string | null
  detail: string | null
  durationMs: number
  address: string
  userAgent: string
  tokenHint: string | null
  request: string | null
  response: string | null
  changes: AttributeChange[]
  notes: string[]
  client: Recognised
  /** The request as a command line, without its token. */
  curl: string
  explanation: Explanation
}

/** One request: what happened in a sentence, the facts, what changed, and both bodies. */
export const SyncLogDetail = ({ log }: { log: SyncLogDetailView }) => (
  <>
    <Explained log={log} />
    {log.notes.length > 0 ? (
      <Part title="Notes">
        <ul className="list-disc pl-5 text-sm">
          {log.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      </Part>
    ) : null}
    <Part title="Request details">
      <Facts facts={facts(log)} />
    </Part>
    {log.changes.length > 0 ? <Changes changes={log.changes} /> : null}
    <SyncLogBody title="Request" body={log.request} />
    <SyncLogBody title="Response" body={log.response} />
    <Part title="Send it again" aside={<CopyButton value={log.curl} label="cURL command" />}>
      <pre
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- focusable, so that the keyboard can scroll it
        tabIndex={0}
        className="bg-sunken max-h-40 overflow-auto rounded-md border p-3 font-mono text-xs leading-5"
      >
        {log.curl}
      </pre>
      <p className="text-ink-muted mt-1 text-xs">
        Without the bearer token: put it into SCIM_TOKEN first. Values that were redacted or cut off are so here too.
      </p>
    </Part>
  </>
)

/** What became of a request, why, and what to do. */
export const Explained = ({
  log: { status, detail, explanation },
}: {
  log: Pick<SyncLogDetailView, 'status' | 'detail' | 'explanation'>
}) => {
  const parts = [
    ['Why', explanation.why],
    ['What to do', explanation.next],
    ['Answer to the identity provider', detail],
  ].filter(([, text]) => text)
  return (
    <Callout tone={toneOf(status, explanation)} title={<Sentence parts={explanation.parts} />} className="mb-5">
      {parts.length > 0 ? (
        <dl className="mt-1 space-y-1.5">
          {parts.map(([label, text]) => (
            <div key={label}>
              <dt className="text-ink text-xs font-medium">{label}</dt>
              <dd className="break-words">{text}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </Callout>
  )
}

const toneOf = (status: number, { outcome }: Explanation) =>
  status >= 500 ? 'bad' : status >= 400 ? 'warn' : outcome === 'changed' ? 'good' : 'neutral'

const facts = (log: SyncLogDetailView): Fact[] => [
  {
    label: 'Status Code',
    value: (
      <span className="inline-flex items-center gap-1.5">
        <StatusBadge status={log.status} scimType={log.scimType} />
        {log.explanation.outcome === 'no-change' ? <Badge>No change</Badge> : null}
      </span>
    ),
  },
  { label: 'Request Time', value: <Time at={log.at} format="exact" /> },
  { label: 'Response Duration', value: `${formatCount(log.durationMs)} ms` },
  { label: 'Request', value: <Id>{`${log.method} ${log.url}`}</Id>, copy: log.url },
  ...(log.entityType && log.entityId
    ? [
        {
          label: log.entityType,
          value: (
            <Link
              href={(log.entityType === 'Group' ? groupPageHref : userPageHref)(log.idpId, log.entityId)}
              className="text-accent-text hover:underline"
            >
              {log.entityName ?? log.entityId}
            </Link>
          ),
        },
        { label: 'Internal Entity ID', value: <Id>{log.entityId}</Id>, copy: log.entityId },
        {
          label: 'Other requests',
          value: (
            <Link href={logsHref(log.idpId, log.entityId)} className="text-accent-text hover:underline">
              SCIM Sync Logs of this {log.entityType.toLowerCase()}
            </Link>
          ),
        },
      ]
    : []),
  ...(log.externalId ? [{ label: 'IdP SCIM Entity ID', value: <Id>{log.externalId}</Id>, copy: log.externalId }] : []),
  { label: 'Caller', value: <Id>{log.address}</Id>, copy: log.address },
  { label: 'Client', value: clientText(log.client) },
  { label: 'User agent', value: log.userAgent === '' ? 'None sent' : log.userAgent },
  { label: 'Bearer Token', value: log.tokenHint ? `••••${log.tokenHint}` : 'None recognised' },
  { label: 'GID', value: <Id>{log.id}</Id>, copy: log.id },
]

/** Who sent it, and how that is known. */
const clientText = ({ label, because }: Recognised) =>
  because === undefined ? `${label}, or not to be told from this request` : `${label}, recognised by ${because}`

export const Changes = ({ changes }: { changes: AttributeChange[] }) => (
  <Part title="Changed attributes">
    <div className="overflow-x-auto rounded-md border">
      <table className="w-full text-left text-sm">
        <caption className="sr-only">Changed attributes</caption>
        <thead className="bg-sunken text-ink-muted text-xs">
          <tr>
            {['Attribute', 'Before', 'After'].map((label) => (
              <th key={label} scope="col" className="px-3 py-1.5 font-medium">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-line divide-y">
          {changes.map((change) => (
            <tr key={change.path} className="align-top">
              <th scope="row" title={change.path} className="px-3 py-1.5 font-mono text-xs font-medium">
                {change.path.split(':').at(-1)}
              </th>
              <td className="text-ink-muted px-3 py-1.5 break-words">
                <ChangedValue value={change.before} />
              </td>
              <td className="px-3 py-1.5 break-words">
                <ChangedValue value={change.after} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </Part>
)

const ChangedValue = ({ value }: { value: JsonValue | undefined }) =>
  value === undefined ? <span className="text-ink-faint">Not set</span> : valueText(value)
