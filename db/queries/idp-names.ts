import { asc, ne } from 'drizzle-orm'
import type { Reader } from '../store.ts'

/** The IdPs that there are, by name. */
export async function listIdpNames(q: Reader): Promise<{ id: string; name: string }[]> {
  const { idps } = q.tables
  return q
    .select({ id: idps.id, name: idps.name })
    .from(idps)
    .where(ne(idps.status, 'deleting'))
    .orderBy(asc(idps.nameKey), asc(idps.id))
}
