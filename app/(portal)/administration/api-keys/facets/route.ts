import { exportApiKeys } from '#app/export/[table]/administration.ts'
import { facetsOf } from '../../../facets-of.ts'

export const GET = facetsOf(exportApiKeys)
