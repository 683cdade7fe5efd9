import { exportSamlAttributes } from '#app/export/[table]/saml-attributes.ts'
import { facetsOf } from '../../../facets-of.ts'

export const GET = facetsOf(exportSamlAttributes)
