import { exportSegmentGroups } from '#app/export/[table]/policy.ts'
import { facetsOf } from '../../../../facets-of.ts'

export const GET = facetsOf(exportSegmentGroups)
