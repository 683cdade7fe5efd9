import { hash, parseOptions, verify } from '@node-rs/argon2'
import { AppError } from '#lib/errors.ts'
import { guessable } from './guessable.ts'

/** OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one lane. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const

export const passwordLengths = { least: 12, most: 1024 } as const

/**
 * Hashes a password that is being chosen. Never inside `store().write`: it takes some thirty milliseconds of the
 * thread pool.
 * @param context words an attacker would try first: the e-mail address, the organisation's name.
 * @throws AppError `invalid`, field `password`, saying what is wrong with it.
 */
export async function hashNewPassword(password: string, context: readonly string[]): Promise<string> {
  if (!password.isWellFormed() || password.includes('\0')) {
    throw refuse('The password contains characters that cannot be typed again reliably.')
  }
  const prepared = prepare(password)
  const { length } = Array.from(prepared)
  if (length < passwordLengths.least) throw refuse(`The password needs at least ${passwordLengths.least} characters.`)
  if (length > passwordLengths.most) {
    throw refuse(`The password has more than ${passwordLengths.most.toLocaleString('en')} characters.`)
  }
  const weakness = await guessable(prepared, context)
  if (weakness) throw refuse(weakness)
  return hash(prepared, parameters)
}

/**
 * Whether `password` is the one `hashed` was made from. Without a hash (no such account) it takes the same time and
 * answers false.
 */
export async function verifyPassword(hashed: string | undefined, password: string): Promise<boolean> {
  const prepared = prepare(password)
  // Nobody's password is this long; hashing megabytes is what such a caller is after.
  const candidate = prepared.length > passwordLengths.most * 2 ? '' : prepared
  const isRight = await verify(hashed ?? (await stranger()), candidate)
  return isRight && hashed !== undefined && candidate !== ''
}

/** The same password hashed with today's parameters, or undefined when it already is. */
export async function rehashPassword(hashed: string, password: string): Promise<string | undefined> {
  const used = parseOptions(hashed)
  const isCurrent =
    hashed.startsWith('$argon2id$') &&
    used.memoryCost === parameters.memoryCost &&
    used.timeCost === parameters.timeCost &&
    used.parallelism === parameters.parallelism &&
    used.outputLen === parameters.outputLen
  return isCurrent ? undefined : hash(prepare(password), parameters)
}

const refuse = (message: string) => new AppError('invalid', message, { field: 'password' })

/** One form for what looks alike, so that any keyboard types it; nothing is trimmed or shortened. */
const prepare = (password: string) => password.normalize('NFKC')

let strangersHash: Promise<string> | undefined
const stranger = () => (strangersHash ??= hash('nobody has this password', parameters))
