import { and, asc, desc, eq, gte, like, lt, ne } from 'drizzle-orm'
import type { Reader } from '../store.ts'
import { lowestIdAt } from './sync-log-ids.ts'

// What *Connect* goes by. Each is a few steps down an index, whatever the size of the directory: it is asked every second.

export type TokenFacts = {
  /** Bearer tokens and client secrets: `isWorking` when live and not expired. */
  tokens: { state: 'pending' | 'live'; createdAt: Date; expiresAt: Date | null }[]
  /** Of any token or secret, as long as it is kept. */
  firstUsedAt: Date | undefined
  lastUsedAt: Date | undefined
}

export async function findTokenFacts(q: Reader, idpId: string): Promise<TokenFacts> {
  const { scimTokens: t, scimTokenUses: uses } = q.tables
  const rows = await q
    .select({
      state: t.state,
      createdAt: t.createdAt,
      expiresAt: t.expiresAt,
      firstUsedAt: uses.firstUsedAt,
      lastUsedAt: uses.lastUsedAt,
    })
    .from(t)
    .leftJoin(uses, eq(uses.tokenId, t.id))
    .where(and(eq(t.idpId, idpId), ne(t.kind, 'access')))
    .orderBy(desc(t.createdAt), desc(t.id))
  const times = (list: (Date | null)[]) => list.filter((at) => at !== null).sort((a, b) => a.getTime() - b.getTime())
  return {
    tokens: rows.flatMap(({ state, createdAt, expiresAt }) =>
      state === 'revoked' ? [] : [{ state, createdAt, expiresAt }],
    ),
    firstUsedAt: times(rows.map((row) => row.firstUsedAt ?? row.lastUsedAt))[0],
    lastUsedAt: times(rows.map((row) => row.lastUsedAt)).at(-1),
  }
}

type Kind = 'users' | 'groups'

/** When the first one was made that there still is, at or after `from`: ids order by the moment of creation. */
export async function findFirstMadeAt(
  q: Reader,
  kind: Kind,
  idpId: string,
  from: Date = new Date(0),
): Promise<Date | undefined> {
  const t = q.tables[kind]
  const rows = await q
    .select({ at: t.createdAt })
    .from(t)
    .where(and(eq(t.idpId, idpId), gte(t.id, lowestIdAt(from))))
    .orderBy(asc(t.id))
    .limit(1)
  return rows[0]?.at
}

/** When the last one was made that there still is, before `until`. */
export async function findLastMadeAt(q: Reader, kind: Kind, idpId: string, until?: Date): Promise<Date | undefined> {
  const t = q.tables[kind]
  const rows = await q
    .select({ at: t.createdAt })
    .from(t)
    .where(and(eq(t.idpId, idpId), until ? lt(t.id, lowestIdAt(until)) : undefined))
    .orderBy(desc(t.id))
    .limit(1)
  return rows[0]?.at
}

/** When the newest of its certificates was entered: its id is of that moment. */
export async function findCertificateEnteredAt(q: Reader, idpId: string): Promise<Date | undefined> {
  const { idpCertificates: t } = q.tables
  const rows = await q.select({ id: t.id }).from(t).where(eq(t.idpId, idpId)).orderBy(desc(t.id)).limit(1)
  const ms = Number.parseInt((rows[0]?.id ?? '').replace('-', '').slice(0, 12), 16)
  return Number.isFinite(ms) ? new Date(ms) : undefined
}

/** When SCIM Sync was enabled last, by the audit log; undefined once that has forgotten it. */
export async function findScimSyncSince(q: Reader, idpId: string): Promise<Date | undefined> {
  const { auditLogs: t } = q.tables
  const rows = await q
    .select({ at: t.at })
    .from(t)
    .where(and(eq(t.targetType, 'idp'), eq(t.targetId, idpId), like(t.after, '%"scimSync":true%')))
    .orderBy(desc(t.id))
    .limit(1)
  return rows[0]?.at
}
