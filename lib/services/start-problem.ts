import { failureCode, isUnavailable } from '#db/dialect.ts'
import type { Environment } from '#lib/env.ts'

/**
 * Why the server cannot start, in one line that names the environment variable to look at; undefined when the failure
 * is none of the operator's, and its stack trace says more. Neither the database's address nor its password is repeated.
 */
export function startProblem(
  error: unknown,
  { host, port, database }: Pick<Environment, 'host' | 'port' | 'database'>,
): string | undefined {
  const code = failureCode(error) ?? ''
  if ((error as { syscall?: unknown } | undefined)?.syscall === 'listen') {
    if (code === 'EADDRINUSE') return `PORT: ${port} is in use by another process; stop it or choose another port`
    if (code === 'EACCES') return `PORT: ${port} may not be opened by this user (${code}); choose one from 1024 on`
    return `HOST: ${host} cannot be listened on (${code})`
  }
  if (database.engine === 'sqlite') {
    if (!isUnavailable(error) && !FOLDER_CODES.includes(code)) return undefined
    return `DATABASE_URL: ${database.path} cannot be opened as a SQLite database (${code})`
  }
  if (code.startsWith('28')) return `DATABASE_URL: PostgreSQL refuses the user or the password (${code})`
  if (code === '3D000') return `DATABASE_URL: PostgreSQL has no such database (${code}); create it first`
  return isUnavailable(error) ? `DATABASE_URL: PostgreSQL does not answer there (${code})` : undefined
}

/** How making the database's folder fails. */
const FOLDER_CODES = ['EEXIST', 'ENOTDIR', 'EACCES', 'EPERM', 'EROFS']
