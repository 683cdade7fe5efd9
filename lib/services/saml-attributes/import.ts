import { listSamlAttributes } from '#db/queries/saml-attributes.ts'
import type { Reader } from '#db/store.ts'
import type { SamlAttribute } from '#lib/saml/assertion.ts'
import { isAppError } from '#lib/errors.ts'
import { readEntry, suggestedName, type SamlAttributeEntry } from './entry.ts'

/** What a test sign-in brought and the IdP's attributes do not have yet, with the values it had. */
export type ImportableAttribute = SamlAttributeEntry & { values: string[] }

/** Only those that can be added: new, and no NameID. Their names are suggestions, each of them free. */
export async function listImportable(
  q: Reader,
  idpId: string,
  found: readonly SamlAttribute[],
): Promise<ImportableAttribute[]> {
  const known = await listSamlAttributes(q, idpId)
  const taken = new Set(known.map((each) => each.nameKey))
  const stored = new Set(known.map((each) => each.samlAttribute))
  return found.flatMap(({ name: samlAttribute, values }) => {
    if (stored.has(samlAttribute)) return []
    const name = suggestedName(samlAttribute, taken)
    if (!isAccepted({ name, samlAttribute })) return []
    taken.add(name.toLowerCase())
    return [{ name, samlAttribute, values: [...values] }]
  })
}

const isAccepted = (entry: SamlAttributeEntry): boolean => {
  try {
    return readEntry(entry).samlAttribute === entry.samlAttribute
  } catch (error) {
    if (isAppError(error)) return false
    throw error
  }
}
