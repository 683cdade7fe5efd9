import type { Database, Statement } from 'better-sqlite3'

const CACHED = 500

/**
 * The connection as Drizzle sees it: statements are compiled once and kept, and `guard` is asked each time one executes.
 */
export function cacheStatements(client: Database, guard: () => void = () => undefined): Database {
  const statements = new Map<string, Statement>()
  const prepare = (source: string): Statement => {
    const kept = statements.get(source)
    if (kept) return kept
    if (statements.size >= CACHED) statements.clear()
    const statement = guarded(client.prepare(source), guard)
    statements.set(source, statement)
    return statement
  }
  return new Proxy(client, {
    get: (target, key) => {
      if (key === 'prepare') return prepare
      const value: unknown = Reflect.get(target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

// Drizzle calls run, all, get and raw().all/get. `raw` switches a statement's mode for good, so each mode gets its own.
function guarded(statement: Statement, guard: () => void): Statement {
  let raw: Statement | undefined
  return {
    run: (...values: unknown[]) => (guard(), statement.run(...values)),
    all: (...values: unknown[]) => (guard(), statement.all(...values)),
    get: (...values: unknown[]) => (guard(), statement.get(...values)),
    raw: () => (raw ??= guarded(statement.database.prepare(statement.source).raw(), guard)),
  } as unknown as Statement
}
