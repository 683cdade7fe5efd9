import { expect, test } from 'vitest'
import { readScimLimits, type ScimLimits } from './scim-limits.ts'

const limits: ScimLimits = {
  requestsPerSecond: null,
  pageSize: 100,
  maximumPageSize: 1_000,
  groupsPerUser: null,
  logRetentionDays: 14,
}

test.each<Partial<ScimLimits>>([
  {},
  { requestsPerSecond: 5, pageSize: 10, maximumPageSize: 100 },
  { pageSize: 1_000 },
  { requestsPerSecond: 10_000, groupsPerUser: 1 },
  { logRetentionDays: 365 },
])('%j is accepted', (wanted) => {
  expect(readScimLimits({ ...limits, ...wanted })).toEqual({ ...limits, ...wanted })
})

test.each<[Partial<ScimLimits>, string]>([
  [{ requestsPerSecond: 0 }, 'requestsPerSecond'],
  [{ requestsPerSecond: 0.5 }, 'requestsPerSecond'],
  [{ pageSize: 101, maximumPageSize: 100 }, 'pageSize'],
  [{ pageSize: 0 }, 'pageSize'],
  [{ maximumPageSize: 1_001 }, 'maximumPageSize'],
  [{ groupsPerUser: Number.NaN }, 'groupsPerUser'],
  [{ logRetentionDays: 0 }, 'logRetentionDays'],
  [{ logRetentionDays: 366 }, 'logRetentionDays'],
])('%j is refused at %s', (wanted, field) => {
  expect(() => readScimLimits({ ...limits, ...wanted })).toThrow(expect.objectContaining({ code: 'invalid', field }))
})
