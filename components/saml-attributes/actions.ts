import type { Answer } from '#components/idp/actions.ts'
import type { SamlAttributeEntry } from '#lib/services/saml-attributes/index.ts'

/** The server actions these components call; pages hand them in. */
export type SamlAttributeActions = {
  add(input: { idpId: string; entries: SamlAttributeEntry[] }): Answer<unknown>
  change(input: { id: string; version: number; entry: SamlAttributeEntry; opened: SamlAttributeEntry }): Answer<unknown>
  remove(input: { id: string }): Answer<unknown>
}

/** An IdP whose attributes there can be. */
export type Provider = { id: string; name: string }

/** An attribute as pages show it. Times are ISO 8601. */
export type SamlAttributeView = SamlAttributeEntry & {
  id: string
  version: number
  provider: Provider
  createdAt: string
  updatedAt: string
}
