import type { SamlAttributeActions, SamlAttributeView } from '#components/saml-attributes/actions.ts'
import type { ListedSamlAttribute } from '#db/queries/saml-attributes.ts'
import * as actions from './actions.ts'

/** The server actions as the components take them. */
export const samlAttributeActions: SamlAttributeActions = {
  add: actions.addSamlAttributes,
  change: actions.changeSamlAttribute,
  remove: actions.deleteSamlAttribute,
}

export const samlAttributeView = (row: ListedSamlAttribute): SamlAttributeView => ({
  id: row.id,
  name: row.name,
  samlAttribute: row.samlAttribute,
  version: row.version,
  provider: { id: row.idpId, name: row.idpName },
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
})
