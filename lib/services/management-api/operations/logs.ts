import { z } from 'zod'
import { store } from '#db/index.ts'
import { listAuditPage } from '#db/queries/audit-list.ts'
import { findIdp } from '#db/queries/idps.ts'
import { listDecisionPage } from '#db/queries/list-decisions.ts'
import { listSignInPage } from '#db/queries/list-sign-ins.ts'
import { listSyncLogPage } from '#db/queries/list-sync-logs.ts'
import { edited } from '../../configuration/index.ts'
import { listName, paging, readCursor, walkedPage, type Paging } from '../cursor.ts'
import { defineOperation } from '../operation.ts'
import { notFound } from '../problem.ts'
import { isoTime, pageOfSchema } from '../times.ts'

const tag = 'Logs'
const scope = 'logs:read' as const
const idpId = '216196257331281920'
const ranged = {
  from: isoTime.optional(),
  to: isoTime.optional(),
  ...paging,
  limit: z.coerce.number().int().min(1).max(200).default(100).describe('How many are answered at most.'),
}
const description = 'Newest first.'

const sync = defineOperation({
  id: 'listSyncLogs',
  method: 'GET',
  path: '/logs/sync/idpId/{idpId}',
  scope,
  tag,
  summary: 'Lists the SCIM requests of an IdP.',
  description,
  query: z.strictObject({ outcome: z.enum(['changed', 'no-change', 'rejected']).optional(), ...ranged }),
  answer: pageOfSchema(
    z
      .strictObject({
        id: z.string(),
        at: isoTime,
        method: z.string(),
        url: z.string(),
        status: z.number().int(),
        outcome: z.enum(['changed', 'no-change', 'rejected']),
        entityType: z.string().nullable(),
        entityId: z.string().nullable(),
        entityName: z.string().nullable(),
        externalId: z.string().nullable(),
        scimType: z.string().nullable(),
        detail: z.string().nullable(),
        durationMs: z.number(),
        client: z.string().nullable(),
        address: z.string().nullable(),
      })
      .meta({ id: 'SyncLog' }),
  ),
  example: { params: { idpId }, query: { outcome: 'rejected', limit: '20' } },
  async handle({ params, query }) {
    const idp = await findIdp(await edited(store().report), params['idpId'] ?? '')
    if (!idp) throw notFound('IdP configuration')
    const name = listName(`/logs/sync/${idp.id}`, query)
    const page = await listSyncLogPage(store().report, idp.id, newestFirst(query, name, { outcome: query.outcome }))
    const show = (row: (typeof page.rows)[number]) => ({
      id: row.id,
      at: row.at.toISOString(),
      method: row.method,
      url: row.url,
      status: row.status,
      outcome: row.outcome,
      entityType: row.entityType,
      entityId: row.entityId,
      entityName: row.entityName,
      externalId: row.externalId,
      scimType: row.scimType,
      detail: row.detail,
      durationMs: row.durationMs,
      client: row.client,
      address: row.address,
    })
    return { body: walkedPage(page, name, show) }
  },
})

const signIns = defineOperation({
  id: 'listSignIns',
  method: 'GET',
  path: '/logs/signin',
  scope,
  tag,
  summary: 'Lists sign-ins, accepted and refused.',
  description,
  query: z.strictObject({
    idpId: z.string().max(64).optional(),
    outcome: z.enum(['accepted', 'refused']).optional(),
    ...ranged,
  }),
  answer: pageOfSchema(
    z
      .strictObject({
        id: z.string(),
        at: isoTime,
        idpId: z.string(),
        purpose: z.string(),
        outcome: z.enum(['accepted', 'refused']),
        refusal: z.string().nullable(),
        detail: z.string().nullable(),
        userName: z.string(),
        address: z.string(),
        userAgent: z.string(),
      })
      .meta({ id: 'SignIn' }),
  ),
  example: { query: { outcome: 'refused' } },
  async handle({ query }) {
    const name = listName('/logs/signin', query)
    const wanted = { provider: query.idpId, outcome: query.outcome }
    const page = await listSignInPage(store().report, newestFirst(query, name, wanted))
    const show = ({ userNameKey: _key, at, ...row }: (typeof page.rows)[number]) => ({ ...row, at: at.toISOString() })
    return { body: walkedPage(page, name, show) }
  },
})

const audit = defineOperation({
  id: 'listAuditLogs',
  method: 'GET',
  path: '/logs/audit',
  scope,
  tag,
  summary: 'Lists what administrators, keys and the command line did.',
  description,
  query: z.strictObject({
    resourceType: z.string().max(64).optional(),
    resourceId: z.string().max(64).optional(),
    ...ranged,
  }),
  answer: pageOfSchema(
    z
      .strictObject({
        id: z.string(),
        at: isoTime,
        action: z.string(),
        actorId: z.string(),
        actorName: z.string(),
        resourceType: z.string(),
        resourceId: z.string(),
        resourceName: z.string(),
        before: z.unknown(),
        after: z.unknown(),
        address: z.string(),
        userAgent: z.string(),
      })
      .meta({ id: 'AuditLog' }),
  ),
  example: { query: { resourceType: 'idp' } },
  async handle({ query }) {
    const name = listName('/logs/audit', query)
    const wanted = { resourceType: query.resourceType, resourceId: query.resourceId }
    const page = await listAuditPage(store().report, newestFirst(query, name, wanted))
    const read = (text: string | null): unknown => (text === null ? null : JSON.parse(text))
    const show = (row: (typeof page.rows)[number]) => ({
      id: row.id,
      at: row.at.toISOString(),
      action: row.action,
      actorId: row.actorId,
      actorName: row.actorName,
      resourceType: row.targetType,
      resourceId: row.targetId,
      resourceName: row.targetName,
      before: read(row.before),
      after: read(row.after),
      address: row.address,
      userAgent: row.userAgent,
    })
    return { body: walkedPage(page, name, show) }
  },
})

const decisions = defineOperation({
  id: 'listDecisions',
  method: 'GET',
  path: '/logs/decision',
  scope,
  tag,
  summary: 'Lists decisions: what was blocked, and a share of what was allowed.',
  description,
  query: z.strictObject({
    action: z.string().max(64).optional(),
    idpId: z.string().max(64).optional(),
    userId: z.string().max(64).optional(),
    applicationId: z.string().max(64).optional(),
    ...ranged,
  }),
  answer: pageOfSchema(
    z
      .strictObject({
        id: z.string(),
        at: isoTime,
        lastAt: isoTime.describe('Of the last of `count` that were alike within a minute.'),
        count: z.number().int(),
        share: z.number().int().describe('One of so many was kept: 1 of what was blocked.'),
        policy: z.enum(['access', 'forwarding', 'timeout']),
        action: z.string(),
        reason: z.string(),
        ruleId: z.string().nullable(),
        ruleName: z.string().nullable(),
        idpId: z.string(),
        userId: z.string().nullable(),
        userName: z.string(),
        applicationId: z.string().nullable(),
        applicationName: z.string().nullable(),
        host: z.string(),
        address: z.string(),
        clientType: z.string().nullable(),
        platform: z.string().nullable(),
        countryCode: z.string().nullable(),
        source: z.enum(['forward-auth', 'api']),
        sourceName: z.string(),
      })
      .meta({ id: 'LoggedDecision' }),
  ),
  example: { query: { action: 'block', limit: '50' } },
  async handle({ query }) {
    const name = listName('/logs/decision', query)
    const { action, idpId: provider, userId, applicationId } = query
    const page = await listDecisionPage(
      store().report,
      newestFirst(query, name, { action, provider, userId, applicationId }),
    )
    const show = (row: (typeof page.rows)[number]) => {
      const { ruleKey: _rule, userNameKey: _user, applicationKey: _application, at, lastAt, ...told } = row
      return { ...told, at: at.toISOString(), lastAt: lastAt.toISOString() }
    }
    return { body: walkedPage(page, name, show) }
  },
})

export const logOperations = [sync, signIns, audit, decisions]

/** The next rows of a walk against the order of ids, which is that of time. */
function newestFirst(
  query: Paging & { from?: string | undefined; to?: string | undefined },
  name: string,
  wanted: Readonly<Record<string, string | undefined>>,
) {
  const after = readCursor(name, query.cursor)
  const filters = Object.entries(wanted).flatMap(([id, value]) => (value === undefined ? [] : [[id, [value]] as const]))
  const time = (text: string | undefined) => (text === undefined ? undefined : new Date(text))
  return {
    page: 1,
    size: query.limit,
    sort: [],
    filters: Object.fromEntries(filters),
    range: { from: time(query.from), to: time(query.to) },
    walk: { direction: 'desc' as const, ...(after === undefined ? {} : { after }) },
  }
}
