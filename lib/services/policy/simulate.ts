import { listEffectiveGroups } from '#db/queries/effective-members.ts'
import { findIdp } from '#db/queries/idps.ts'
import { listSamlNames } from '#db/queries/policy-rules.ts'
import type { Reader } from '#db/store.ts'
import type { PolicyRequest, Subject } from '#lib/policy/policy-set.ts'
import type { Item } from '#lib/policy/rule.ts'
import { fold } from '#lib/scim/fold.ts'
import { decideAbout, type Decisions } from './decide.ts'
import { findSubject, type FoundSubject } from './subject.ts'

/** Whom the Simulator asks about. */
export type SimulatedPerson = {
  readonly idpId: string
  readonly userName: string
  /** Somebody made up, who has these values and is in these groups; undefined: whoever the IdP calls so. */
  readonly invented: { readonly has: readonly Item[]; readonly provisioned: Subject['provisioned'] } | undefined
  /** When they last signed in, instead of what is known; null: never. */
  readonly signedInAt: Date | null | undefined
}

/**
 * Decides all three policies for somebody as they are, or as they might be. Undefined when there is no such IdP. `most`:
 * rules that are told, of each policy.
 */
export async function simulate(
  person: SimulatedPerson,
  request: PolicyRequest,
  q: Reader,
  most?: number,
): Promise<Decisions | undefined> {
  const { idpId, userName, invented, signedInAt } = person
  const found = invented ? await invent(q, person, invented) : await findSubject(q, idpId, userName)
  if (!found) return undefined
  const { subject } = found
  return decideAbout(
    { ...found, subject: signedInAt === undefined ? subject : atSignIn(subject, signedInAt) },
    request,
    q,
    most,
  )
}

/** Whoever never signed in has no assertion; whoever did has one, even if it says nothing. */
const atSignIn = (subject: Subject, signedInAt: Date | null): Subject => ({
  ...subject,
  authenticatedAt: signedInAt,
  saml: signedInAt === null ? undefined : (subject.saml ?? new Map<string, readonly string[]>()),
})

async function invent(
  q: Reader,
  { idpId, userName }: SimulatedPerson,
  { has, provisioned }: NonNullable<SimulatedPerson['invented']>,
): Promise<FoundSubject | undefined> {
  if (!(await findIdp(q, idpId))) return undefined
  const names = new Map((await listSamlNames(q)).map(({ id, attribute }) => [id, attribute]))
  const scim = new Map<string, string[]>()
  const saml = new Map<string, string[]>()
  const groups = new Set<string>()
  for (const item of has) {
    if (item.kind === 'scim') add(scim, item.attribute, fold(item.value))
    if (item.kind === 'saml') add(saml, names.get(item.attributeId) ?? item.attributeId, item.value)
    if (item.kind === 'scim-group') {
      groups.add(item.groupId)
      // Whoever is in a group is in those that it is in.
      for (const { id } of await listEffectiveGroups(q, idpId, item.groupId)) groups.add(id)
    }
  }
  return {
    userId: undefined,
    subject: { idpId, userName, provisioned, block: null, scim, groups, saml, authenticatedAt: new Date() },
  }
}

function add(to: Map<string, string[]>, key: string, value: string): void {
  const values = to.get(key)
  if (values) values.push(value)
  else to.set(key, [value])
}
