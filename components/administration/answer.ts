import type { EditConflict } from '#lib/errors.ts'

/** The server's answer to an action. Nothing at all when it led to another page. */
export type Answer<T> = Promise<
  | {
      data?: T | undefined
      serverError?: { code: string; message: string; field?: string; conflict?: EditConflict } | undefined
      validationErrors?: unknown
    }
  | undefined
>
