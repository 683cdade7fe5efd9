import { exportAlerts } from '#app/export/[table]/alerts.ts'
import { facetsOf } from '../../../facets-of.ts'

export const GET = facetsOf(exportAlerts)
