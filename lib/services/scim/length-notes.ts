import type { ScimIdp } from '#db/queries/tokens.ts'
import { charactersIn, profileLengths } from '#lib/scim/catalog-additional.ts'
import type { AttributeChange } from '#lib/scim/diff.ts'
import { own, type JsonObject } from '#lib/scim/json.ts'

/**
 * What of a user is longer than the profile of the app at the IdP allows, as sentences for the log; of a change, only what
 * it changed. Nothing for an IdP without additional attributes.
 */
export function lengthNotes(
  idp: Pick<ScimIdp, 'additionalAttributes'>,
  document: JsonObject,
  changes?: readonly AttributeChange[],
): readonly string[] {
  if (!idp.additionalAttributes) return NONE
  const notes: string[] = []
  for (const [name, most] of profileLengths) {
    const value = own(document, name)
    const characters = typeof value === 'string' ? charactersIn(value) : 0
    if (characters <= most || (changes && !changes.some(({ path }) => path === name))) continue
    notes.push(`${name} has ${characters} characters, more than the ${most} of the profile; it is kept as it came.`)
  }
  return notes
}

const NONE: readonly string[] = []
