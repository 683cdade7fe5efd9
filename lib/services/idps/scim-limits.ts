import { AppError } from '#lib/errors.ts'
import type { IdpSettings } from './settings.ts'

export type ScimLimits = Pick<
  IdpSettings,
  'requestsPerSecond' | 'pageSize' | 'maximumPageSize' | 'groupsPerUser' | 'logRetentionDays'
>

/** The limits as stored. Throws `AppError` `invalid` for the first field that is out of range. */
export function readScimLimits(limits: ScimLimits): ScimLimits {
  const { requestsPerSecond, pageSize, maximumPageSize, groupsPerUser, logRetentionDays } = limits
  if (requestsPerSecond !== null) check('requestsPerSecond', 'Requests per second', requestsPerSecond, 10_000)
  check('maximumPageSize', 'Largest page', maximumPageSize, 1_000)
  check('pageSize', 'Page size', pageSize, maximumPageSize)
  if (groupsPerUser !== null) check('groupsPerUser', 'Groups per user', groupsPerUser, 100_000)
  check('logRetentionDays', 'SCIM Sync Logs are kept', logRetentionDays, 365)
  return { requestsPerSecond, pageSize, maximumPageSize, groupsPerUser, logRetentionDays }
}

function check(field: keyof ScimLimits, label: string, value: number, most: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= most) return
  throw new AppError('invalid', `${label}: enter a whole number from 1 to ${most.toLocaleString('en')}.`, { field })
}
