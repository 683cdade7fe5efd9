import { exportDirectoryUsers } from '#app/export/[table]/directory.ts'
import { facetsOf } from '../../../facets-of.ts'

export const GET = facetsOf(exportDirectoryUsers)
