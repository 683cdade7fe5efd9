import { listIdpRows, sumTotals, type IdpRow } from '#db/queries/idps.ts'
import type { Reader } from '#db/store.ts'
import type { CompiledSet } from '#lib/policy/compile.ts'
import { compareForIdp, type IdpImpact, type PersonImpact } from '#lib/policy/impact.ts'
import { walkPeople } from './people.ts'

/** People of one IdP, and what changes for each. */
export type ImpactPage = {
  idp: IdpRow
  impact: IdpImpact
  people: readonly { userId: string | null; userName: string; impact: PersonImpact }[]
}

export type ComparedIdps = {
  /** Users of the IdPs for whose users anything may change. */
  users: number
  /** Applications that decide alike as before for everybody are in none of them. */
  idps: readonly { idp: IdpRow; impact: IdpImpact }[]
}

/** Finds the IdPs for whose users anything may change, without looking at a user. */
export async function compareIdps(
  q: Reader,
  before: CompiledSet,
  after: CompiledSet,
  giveWay: () => Promise<void>,
): Promise<ComparedIdps> {
  const totals = await sumTotals(q)
  const idps: { idp: IdpRow; impact: IdpImpact }[] = []
  for (const idp of await listIdpRows(q)) {
    const impact = compareForIdp(before, after, idp.id)
    if (impact.classes.length > 0) idps.push({ idp, impact })
    await giveWay()
  }
  return { idps, users: idps.reduce((sum, { idp }) => sum + (totals.get(idp.id)?.users ?? 0), 0) }
}

/** Everybody of these IdPs. After each page it gives way. */
export async function* walkImpact(
  q: Reader,
  { idps }: ComparedIdps,
  giveWay: () => Promise<void>,
): AsyncGenerator<ImpactPage> {
  for (const { idp, impact } of idps) {
    for await (const people of walkPeople(q, idp, impact.needs)) {
      yield {
        idp,
        impact,
        people: people.map(({ userId, userName, subject }) => ({
          userId,
          userName,
          impact: impact.impactOn(subject),
        })),
      }
      await giveWay()
    }
  }
}
