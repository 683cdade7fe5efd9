import type { Reader } from '#db/store.ts'
import { loadSurroundings } from './load.ts'

type Choice = { readonly id: string; readonly name: string }

/** What a rule may name, SCIM groups aside: there may be a million, and they are searched. */
export type RuleChoices = {
  readonly applications: readonly (Choice & { readonly isEnabled: boolean })[]
  readonly segmentGroups: readonly (Choice & { readonly isEnabled: boolean })[]
  readonly locations: readonly Choice[]
  readonly idps: readonly IdpChoice[]
}

/** An IdP whose users a rule may ask about. */
export type IdpChoice = Choice & {
  /** SAML, and SCIM Attributes for Policy are on. */
  readonly usesSaml: boolean
  readonly usesScim: boolean
  readonly samlAttributes: readonly Choice[]
}

export async function listRuleChoices(q: Reader): Promise<RuleChoices> {
  const { applications, segmentGroups, locations, idps, samlAttributes } = await loadSurroundings(q, [])
  return {
    applications: applications.map(({ id, name, isEnabled }) => ({ id, name, isEnabled })),
    segmentGroups: segmentGroups.map(({ id, name, isEnabled }) => ({ id, name, isEnabled })),
    locations: locations.map(({ id, name }) => ({ id, name })),
    idps: idps.map(({ id, name, usesSaml, usesScim }) => ({
      id,
      name,
      usesSaml,
      usesScim,
      samlAttributes: samlAttributes
        .filter((each) => each.idpId === id)
        .map((each) => ({ id: each.id, name: each.name })),
    })),
  }
}
