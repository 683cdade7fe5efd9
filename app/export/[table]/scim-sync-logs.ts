import { readAsked } from '#app/(portal)/authentication/scim/sync-logs/asked.ts'
import { syncLogView } from '#app/(portal)/authentication/scim/sync-logs/view.ts'
import { store } from '#db/index.ts'
import { listSyncLogPage } from '#db/queries/list-sync-logs.ts'
import { scimSyncLogs } from '#lib/table/scim-sync-logs.ts'
import { exportSource } from './source.ts'

export const exportSyncLogs = exportSource({
  definition: scimSyncLogs,
  permission: 'read',
  // Rows come with the bodies that their sentences are made of, up to 64 KiB each.
  rowsAtOnce: 200,
  open: async (_, searchParams, now) => {
    const { choice, definition } = await readAsked(searchParams, now)
    if (choice.isSubstitute) return undefined
    const view = syncLogView(choice.idp.name)
    return {
      subject: choice.idp.name,
      // Which time ranges there are follows from how long this IdP's log is kept.
      definition,
      list: async (step) => {
        const page = await listSyncLogPage(store().report, choice.idp.id, step)
        return { ...page, rows: page.rows.map(view) }
      },
    }
  },
  values: {
    at: (log) => log.at,
    sentence: (log) => log.sentence.map((part) => (typeof part === 'string' ? part : part.name)).join(''),
    request: (log) => `${log.method} ${log.url}`,
    entity: (log) => (log.entityType === null ? null : `${log.entityType}: ${log.entityId ?? ''}`.trim()),
    entityName: (log) => log.entityName,
    externalId: (log) => log.externalId,
    durationMs: (log) => log.durationMs,
    status: (log) => log.status,
    outcome: (log) => outcomes[log.outcome],
    scimType: (log) => log.scimType,
    client: (log) => log.client,
    detail: (log) => log.detail,
    address: (log) => log.address,
  },
})

const outcomes = { changed: 'Changed', 'no-change': 'No change', rejected: 'Rejected' } as const
