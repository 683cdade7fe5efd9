import { randomInt } from 'node:crypto'
import { v7 } from 'uuid'

/** A UUIDv7 of the moment `at`, so that ids order by time. */
export const newId = (at: Date = new Date()): string => v7({ msecs: at.getTime() })

/** An IdP's id: 18 decimal digits, never starting with 0. */
export const newIdpId = (): string =>
  `${randomInt(2, 10)}${String(randomInt(1e8)).padStart(8, '0')}${String(randomInt(1e9)).padStart(9, '0')}`
