import { AppError } from '#lib/errors.ts'
import { fold } from '#lib/scim/fold.ts'
import type { IdpSettings } from './settings.ts'

export type GuardSettings = Pick<IdpSettings, 'guardPercent' | 'guardMinimum' | 'guardExceptions'>

const MOST_EXCEPTIONS = 200
const NAME_LENGTH = 256

/** The guard's numbers and exceptions as stored. Throws `AppError` `invalid` for the first field that is not accepted. */
export function readGuardSettings({ guardPercent, guardMinimum, guardExceptions }: GuardSettings): GuardSettings {
  check('guardPercent', 'Share of active users', guardPercent, 100)
  check('guardMinimum', 'At least', guardMinimum, 100_000)
  const names = new Map(exceptionsOf(guardExceptions).map((name) => [fold(name), name]))
  if (names.size > MOST_EXCEPTIONS) {
    throw invalid('guardExceptions', `Groups that may be emptied: up to ${MOST_EXCEPTIONS} names are accepted.`)
  }
  const long = [...names.values()].find((name) => name.length > NAME_LENGTH)
  if (long !== undefined) {
    throw invalid(
      'guardExceptions',
      `Groups that may be emptied: “${long.slice(0, 40)}…” is longer than the ${NAME_LENGTH} characters that are accepted.`,
    )
  }
  return { guardPercent, guardMinimum, guardExceptions: [...names.values()].join('\n') }
}

/** The names in a text that has one a line. */
export const exceptionsOf = (lines: string): string[] =>
  lines
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

function check(field: keyof GuardSettings, label: string, value: number, most: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= most) return
  throw invalid(field, `${label}: enter a whole number from 1 to ${most.toLocaleString('en')}.`)
}

const invalid = (field: keyof GuardSettings, message: string) => new AppError('invalid', message, { field })
