import { randomFillSync, randomInt } from 'node:crypto'
import { v7 } from 'uuid'

// Asking the system for random bytes costs more than the rest of an id: it is asked for many ids at once.
const pool = new Uint8Array(16 * 256)
let used = pool.length

function randomBytes(count: number): Uint8Array {
  if (used + count > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  return pool.subarray(used, (used += count))
}

let lastMs = 0
let sequence = 0

/**
 * A UUIDv7 of the moment `at`, so that ids order by time; those made one after another within a millisecond order as
 * they were made (RFC 9562 §6.2, method 1).
 */
export function newId(at: Date = new Date()): string {
  const msecs = at.getTime()
  // Starts low in its 32 bits, so that it never runs over within a millisecond.
  sequence = msecs === lastMs ? sequence + 1 : randomStart()
  lastMs = msecs
  return v7({ msecs, seq: sequence, random: randomBytes(16) })
}

function randomStart(): number {
  const [a = 0, b = 0, c = 0] = randomBytes(4)
  return (a << 16) | (b << 8) | c
}

/** An IdP's id: 18 decimal digits, never starting with 0. */
export const newIdpId = (): string =>
  `${randomInt(2, 10)}${String(randomInt(1e8)).padStart(8, '0')}${String(randomInt(1e9)).padStart(9, '0')}`
