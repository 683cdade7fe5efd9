import type { SearchParams } from 'nuqs/server'
import { store } from '#db/index.ts'
import { listIdpNames } from '#db/queries/idp-names.ts'
import { decisionLogSettings, type DecisionLogSettings } from '#lib/services/decision-log/index.ts'
import { decisionLogKept, type decisionLog } from '#lib/table/decision-log.ts'
import { loadTableQuery, type TableQuery } from '#lib/table/url.ts'
import { withChoices } from '#lib/table/with-choices.ts'

/** What an address of the log asks for. The time ranges that it may name follow from how long the log is kept. */
export type AskedOfLog = {
  settings: DecisionLogSettings
  definition: typeof decisionLog
  query: TableQuery
  nameOf: (idpId: string) => string
}

export async function readAsked(searchParams: Promise<SearchParams>, now: Date): Promise<AskedOfLog> {
  const q = store().report
  const [settings, idps] = await Promise.all([decisionLogSettings(q), listIdpNames(q)])
  const names = new Map(idps.map(({ id, name }) => [id, name]))
  const definition = withChoices(decisionLogKept(settings.retentionDays), {
    provider: idps.map(({ id, name }) => ({ value: id, label: name })),
  })
  const query = await loadTableQuery(definition, searchParams, now)
  return { settings, definition, query, nameOf: (id) => names.get(id) ?? 'A deleted IdP' }
}
