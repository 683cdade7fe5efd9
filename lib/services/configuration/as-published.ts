import { findNewestVersion } from '#db/queries/configuration.ts'
import type { Reader } from '#db/store.ts'

/** Nobody publishes so often that each of these is disturbed. */
const ATTEMPTS = 20

/** How many versions have been published: raised by each, in the transaction that publishes. */
export const publishedVersion = async (q: Reader): Promise<number> => (await findNewestVersion(q))?.number ?? 0

/**
 * What `load` reads in several statements, all of it of one version: where every statement sees its own moment, as on
 * PostgreSQL, something may be published between two of them, and half of it must never be decided by.
 */
export async function asPublished<T>(q: Reader, load: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const before = await publishedVersion(q)
    const found = await load()
    if ((await publishedVersion(q)) === before) return found
    if (attempt === ATTEMPTS) throw new Error('Configuration is published faster than it can be read.')
  }
}
