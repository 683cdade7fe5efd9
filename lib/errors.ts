/** Everything that can go wrong outside the SCIM core, by what a caller can do about it. */
export type AppErrorCode =
  | 'invalid'
  | 'not-found'
  | 'conflict'
  | 'changed'
  | 'unauthenticated'
  | 'unconfirmed'
  | 'forbidden'
  | 'throttled'
  | 'overloaded'
  | 'store-busy'
  | 'tampered'

/** `message` is copy an administrator reads; `field` names the form field it belongs to. */
export class AppError extends Error {
  readonly code: AppErrorCode
  readonly field: string | undefined

  constructor(code: AppErrorCode, message: string, options: { field?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.field = options.field
  }
}

/** The server and Next's bundle each load their own copy of this module: tell errors apart by code, not by class. */
export const isAppError = (error: unknown): error is AppError => error instanceof Error && error.name === 'AppError'
