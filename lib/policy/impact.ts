import { firstInAll } from './bits.ts'
import type { CompiledSet } from './compile.ts'
import { ask, criterionEvaluators } from './evaluate.ts'
import { applicationClasses, type ImpactClass } from './impact-classes.ts'
import { noImpact, personImpacts, type Met, type PersonImpact } from './impact-person.ts'
import { newSides, type Identity, type Side } from './impact-sides.ts'
import type { PolicyRequest, Subject } from './policy-set.ts'
import { candidatesOf, indexRules } from './rule-index.ts'

/** What has to be known of an IdP's users, so that nothing else is read. */
export type SubjectNeeds = {
  /** SCIM groups that rules name. */
  groups: ReadonlySet<string>
  /** Paths of SCIM attributes. */
  attributes: ReadonlySet<string>
  /** Attributes of the last assertion. */
  saml: boolean
  /** When they last signed in. */
  authentication: boolean
  /** People whom SCIM has not brought may have access, too. */
  strangers: boolean
}

/** How access of one IdP's users differs between two sets of policies. */
export type IdpImpact = {
  /** Applications about which everybody of this IdP is decided alike; those that do not differ are left out. */
  classes: readonly ImpactClass[]
  needs: SubjectNeeds
  /** `at` of its changes: the class. A subject must have what `needs` names; more does not matter. */
  impactOn(subject: Subject): PersonImpact
}

/** Those who meet the same rules are alike and found again, until so much is kept: changes, and characters of keys. */
const MOST_KEPT = 1_000_000

/**
 * Compares the access policy of two sets for the users of an IdP. An application is compared where anything that may
 * decide about it differs: rules that may match users of this IdP, their order, the application, the IdP.
 */
export function compareForIdp(before: CompiledSet, after: CompiledSet, idpId: string): IdpImpact {
  const { identities, sides } = newSides(before, after, idpId)
  const classes = applicationClasses(sides)
  const index = indexRules(identities.map(({ rule }) => rule))
  const impactOf = personImpacts(classes, sides)
  const remembered = new Map<string, PersonImpact>()
  let weight = 0

  const impactOn = (subject: Subject): PersonImpact => {
    const isBarred = sides.map((side) => side.bars(subject)) as [boolean, boolean]
    if (classes.length === 0 || (isBarred[0] && isBarred[1])) return noImpact
    const met = metIdentities(identities, index, subject)
    const key = `${isBarred.map(Number).join('')} ${met.sure.join()} ${met.unsure.join()}`
    const kept = remembered.get(key)
    if (kept) return kept
    const impact = impactOf(met, isBarred)
    weight += impact.changes.length + key.length
    if (weight > MOST_KEPT) {
      remembered.clear()
      weight = impact.changes.length + key.length
    }
    remembered.set(key, impact)
    return impact
  }
  return { classes, needs: needsOf(identities, sides), impactOn }
}

function metIdentities(identities: readonly Identity[], index: ReturnType<typeof indexRules>, subject: Subject): Met {
  const met = { sure: [] as number[], unsure: [] as number[] }
  const candidates = [candidatesOf(index, subject)]
  const asked = new Map<CompiledSet, ReturnType<typeof ask>>()
  for (let place = firstInAll(candidates, 0); place >= 0; place = firstInAll(candidates, place + 1)) {
    const identity = identities[place]
    if (!identity) break
    const by = asked.get(identity.of) ?? ask(identity.of, subject, nowhere)
    asked.set(identity.of, by)
    const truth = criterionEvaluators.identity(identity.rule, by)
    if (truth === 'yes') met.sure.push(place)
    if (truth === 'unknown') met.unsure.push(place)
  }
  return met
}

const nowhere: PolicyRequest = {
  destination: { applicationId: '' },
  clientType: undefined,
  platform: undefined,
  countryCode: undefined,
  address: undefined,
}

function needsOf(identities: readonly Identity[], sides: readonly [Side, Side]): SubjectNeeds {
  const items = identities.flatMap(({ rule }) => rule.identity?.idps.flatMap((idp) => idp.items) ?? [])
  return {
    groups: new Set(items.flatMap((item) => (item.kind === 'scim-group' ? [item.groupId] : []))),
    attributes: new Set(items.flatMap((item) => (item.kind === 'scim' ? [item.attribute] : []))),
    saml: items.some((item) => item.kind === 'saml' || item.kind === 'any-saml'),
    authentication: sides.some((side) => side.idp?.scimSince != null),
    strangers: sides.some((side) => side.idp && !side.idp.isScimSynced),
  }
}

export type { ImpactClass, PersonImpact }
