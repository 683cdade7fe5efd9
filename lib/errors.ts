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

/** A field on which two edits of one thing disagree. The values are JSON; never a secret. */
export type FieldConflict = {
  field: string
  /** What it was when the refused edit began. */
  opened: unknown
  /** What it is now. */
  theirs: unknown
  /** What the refused edit wanted. */
  mine: unknown
}

/** Goes with code `changed`: who was faster, and what the two disagree on. */
export type EditConflict = {
  /** What the next attempt builds on. */
  version: number
  /** Who changed it last, where that is known. */
  by?: string
  /** It was the same administrator, in another window. */
  isOwn: boolean
  /** ISO 8601 in UTC. */
  at: string
  fields: FieldConflict[]
}

/** `message` is copy an administrator reads; `field` names the form field it belongs to. */
export class AppError extends Error {
  readonly code: AppErrorCode
  readonly field: string | undefined
  readonly conflict: EditConflict | undefined

  constructor(
    code: AppErrorCode,
    message: string,
    options: { field?: string; conflict?: EditConflict; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.field = options.field
    this.conflict = options.conflict
  }
}

/** The server and Next's bundle each load their own copy of this module: tell errors apart by code, not by class. */
export const isAppError = (error: unknown): error is AppError => error instanceof Error && error.name === 'AppError'
