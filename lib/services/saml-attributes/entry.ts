import { AppError } from '#lib/errors.ts'
import { readName } from '../idps/rules.ts'

/** What an administrator enters of a SAML attribute. */
export type SamlAttributeEntry = {
  /** What the portal calls it. */
  name: string
  /** Its Name in assertions. */
  samlAttribute: string
}

/** In the whole organisation, as policies have all of them to choose from. */
export const maximumSamlAttributes = 100

/** The entry as stored. Throws `AppError` `invalid` for field `name` or `samlAttribute`. */
export function readEntry({ name, samlAttribute }: SamlAttributeEntry): SamlAttributeEntry {
  const trimmed = samlAttribute.trim()
  if (trimmed === '') throw invalid('enter the name that the attribute has in assertions.')
  if (trimmed.length > 256) throw invalid('up to 256 characters are accepted.')
  if (/\p{Cc}/u.test(trimmed)) throw invalid('control characters are not accepted.')
  if (isNameId(trimmed)) {
    // It says who somebody is, and is no attribute of the assertion.
    throw invalid('NameID is not available in policies. Let the IdP send the same value as an attribute of its own.')
  }
  return { name: readName(name), samlAttribute: trimmed }
}

/** In whatever spelling: `NameID`, `name_id`, `urn:…:nameid`. */
const isNameId = (name: string) => /(^|[:/.])name[-_ ]?id(entifier)?$/i.test(name)

/** A name for the portal, from the last part of what IdPs often give as an address. */
export function suggestedName(samlAttribute: string, taken: ReadonlySet<string>): string {
  const last = samlAttribute.split(/[/:#]/).findLast((part) => part.trim() !== '') ?? samlAttribute
  const plain = last.replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '_').slice(0, 90) || 'attribute'
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? plain : `${plain}-${number}`
    if (!taken.has(name.toLowerCase())) return name
  }
}

const invalid = (why: string) => new AppError('invalid', `SAML Attribute: ${why}`, { field: 'samlAttribute' })
