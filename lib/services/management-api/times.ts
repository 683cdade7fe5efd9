import { z } from 'zod'

/** A moment as a text of seconds since 1970, as clients of the reference's API read times. */
export const epochSeconds = (at: Date | string): string => String(Math.floor(new Date(at).getTime() / 1_000))

export const epochTime = z.string().regex(/^\d+$/).describe('Seconds since 1970-01-01, as text.')

/** Flags that the reference's API has as text. */
export const digit = z.enum(['0', '1'])
export const toDigit = (is: boolean): '0' | '1' => (is ? '1' : '0')

export const isoTime = z.iso.datetime().describe('ISO 8601, UTC.')

/** A page of a list. */
export const pageOfSchema = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    list: z.array(item),
    nextCursor: z.string().optional().describe('Absent on the last page.'),
  })
