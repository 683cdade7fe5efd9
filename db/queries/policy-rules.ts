import { and, asc, between, eq, inArray, sql } from 'drizzle-orm'
import type { Reader, Writer } from '../store.ts'
import type { Tables } from '../tables.ts'
import { chunks } from './chunks.ts'

export type PolicyRuleRow = Tables['policyRules']['$inferSelect']
export type PolicyName = PolicyRuleRow['policy']
type ReferenceRow = Tables['policyReferences']['$inferSelect']
export type PolicyReference = Omit<ReferenceRow, 'ruleId'>

/** All rules, of each policy in their order. */
export async function listPolicyRules(q: Reader): Promise<PolicyRuleRow[]> {
  const { policyRules: t } = q.tables
  return q.select().from(t).orderBy(asc(t.policy), asc(t.position))
}

export async function findPolicyRule(q: Reader, id: string): Promise<PolicyRuleRow | undefined> {
  const { policyRules: t } = q.tables
  return (await q.select().from(t).where(eq(t.id, id)))[0]
}

/** The rule of this name, folded; no Default Rule. */
export async function findPolicyRuleNamed(
  q: Reader,
  policy: PolicyName,
  nameKey: string,
): Promise<PolicyRuleRow | undefined> {
  const t = q.tables.policyRules
  const [row] = await q
    .select()
    .from(t)
    .where(and(eq(t.policy, policy), eq(t.nameKey, nameKey), eq(t.isDefault, false)))
  return row
}

/** The rule behind all others of a policy, where one was made. */
export async function findDefaultRule(q: Reader, policy: PolicyName): Promise<PolicyRuleRow | undefined> {
  const { policyRules: t } = q.tables
  return (
    await q
      .select()
      .from(t)
      .where(and(eq(t.policy, policy), eq(t.isDefault, true)))
  )[0]
}

/** Rules of a policy, its default rule aside. */
export async function countPolicyRules(q: Reader, policy: PolicyName): Promise<number> {
  const { policyRules: t } = q.tables
  return q.$count(t, and(eq(t.policy, policy), eq(t.isDefault, false)))
}

export async function insertPolicyRule(tx: Writer, row: PolicyRuleRow): Promise<void> {
  await tx.insert(tx.tables.policyRules).values(row)
}

export async function updatePolicyRule(tx: Writer, { id, ...columns }: PolicyRuleRow): Promise<void> {
  const { policyRules: t } = tx.tables
  await tx.update(t).set(columns).where(eq(t.id, id))
}

export async function deletePolicyRule(tx: Writer, id: string): Promise<void> {
  const { policyRules, policyReferences } = tx.tables
  await tx.delete(policyReferences).where(eq(policyReferences.ruleId, id))
  await tx.delete(policyRules).where(eq(policyRules.id, id))
}

/** Moves the rules that stand from `first` to `last` by so many places. */
export async function shiftPolicyRules(
  tx: Writer,
  policy: PolicyName,
  { first, last, by }: { first: number; last: number; by: number },
): Promise<void> {
  const { policyRules: t } = tx.tables
  await tx
    .update(t)
    .set({ position: sql`${t.position} + ${by}` })
    .where(and(eq(t.policy, policy), eq(t.isDefault, false), between(t.position, first, last)))
}

/** What a rule names, instead of what it named before. */
export async function replacePolicyReferences(
  tx: Writer,
  ruleId: string,
  references: readonly PolicyReference[],
): Promise<void> {
  const { policyReferences: t } = tx.tables
  await tx.delete(t).where(eq(t.ruleId, ruleId))
  for (const some of chunks([...references])) {
    await tx.insert(t).values(some.map((reference) => ({ ruleId, ...reference })))
  }
}

/** The rules that name a thing, in their order. */
export async function listRulesNaming(
  q: Reader,
  { kind, targetId }: PolicyReference,
): Promise<Pick<PolicyRuleRow, 'id' | 'policy' | 'position' | 'name'>[]> {
  const { policyRules: t, policyReferences } = q.tables
  return q
    .select({ id: t.id, policy: t.policy, position: t.position, name: t.name })
    .from(policyReferences)
    .innerJoin(t, eq(t.id, policyReferences.ruleId))
    .where(and(eq(policyReferences.kind, kind), eq(policyReferences.targetId, targetId)))
    .orderBy(asc(t.policy), asc(t.position))
}

/** The SCIM groups of these ids that an IdP still has. */
export async function listNamedGroups(
  q: Reader,
  idpId: string,
  ids: readonly string[],
): Promise<{ id: string; idpId: string; name: string }[]> {
  const { groups } = q.tables
  const found: { id: string; idpId: string; name: string }[] = []
  for (const some of chunks([...ids])) {
    found.push(
      ...(await q
        .select({ id: groups.id, idpId: groups.idpId, name: groups.displayName })
        .from(groups)
        .where(and(eq(groups.idpId, idpId), inArray(groups.id, some)))),
    )
  }
  return found
}

/** The SAML attributes of all IdPs; `attribute` is the Name in assertions. */
export async function listSamlNames(
  q: Reader,
): Promise<{ id: string; idpId: string; name: string; attribute: string }[]> {
  const { samlAttributes: t } = q.tables
  return q.select({ id: t.id, idpId: t.idpId, name: t.name, attribute: t.samlAttribute }).from(t).orderBy(asc(t.id))
}

/**
 * Changes whenever something does that policies are compiled from, IdPs and the names of SCIM groups aside: each of these
 * rows has a version that every edit raises.
 */
export async function findPolicyFingerprint(q: Reader): Promise<string> {
  const { policyRules, applications, segmentGroups, samlAttributes, locations } = q.tables
  const parts: string[] = []
  for (const t of [policyRules, applications, segmentGroups, samlAttributes, locations]) {
    const [row] = await q
      .select({
        rows: sql<number>`count(*)`.mapWith(Number),
        versions: sql<number>`coalesce(sum(${t.version}), 0)`.mapWith(Number),
        last: sql<string | number | null>`max(${t.updatedAt})`,
      })
      .from(t)
    parts.push(`${row?.rows} ${row?.versions} ${row?.last}`)
  }
  return parts.join('; ')
}
