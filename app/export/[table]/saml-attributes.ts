import { store } from '#db/index.ts'
import { listProviders, listSamlAttributePage } from '#db/queries/saml-attributes.ts'
import { edited } from '#lib/services/configuration/index.ts'
import { samlAttributes } from '#lib/table/saml-attributes.ts'
import { withChoices } from '#lib/table/with-choices.ts'
import { exportSource } from './source.ts'

export const exportSamlAttributes = exportSource({
  definition: samlAttributes,
  permission: 'read',
  open: async () => {
    const provider = (await listProviders(await edited(store().report))).map(({ id, name }) => ({
      value: id,
      label: name,
    }))
    return {
      definition: withChoices(samlAttributes, { provider }),
      list: async (step) => listSamlAttributePage(await edited(store().report), step),
    }
  },
  values: {
    name: (row) => row.name,
    samlAttribute: (row) => row.samlAttribute,
    provider: (row) => row.idpName,
    updatedAt: (row) => row.updatedAt,
    createdAt: (row) => row.createdAt,
    id: (row) => row.id,
  },
})
