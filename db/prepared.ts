import { bound } from './sqlite-bound.ts'
import type { Reader } from './store.ts'

type Prepared<Row> = { execute(values: Record<string, unknown>): Promise<Row> }

const caches = new WeakMap<object, Map<string, Prepared<unknown>>>()

/**
 * A hot statement, built once per connection and named `name` (the name PostgreSQL prepares it under). `build` ends in
 * `.prepare(name)` and uses `sql.placeholder`.
 */
export function prepared<Row>(q: Reader, name: string, build: () => Prepared<Row>): Prepared<Row> {
  let cache = caches.get(q)
  if (!cache) caches.set(q, (cache = new Map()))
  let statement = cache.get(name) as Prepared<Row> | undefined
  if (!statement) {
    const built = build()
    cache.set(name, (statement = q.engine === 'sqlite' ? bound(built) : built))
  }
  return statement
}
