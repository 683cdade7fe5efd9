import { isIP } from 'node:net'
import { randomBytes } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { AppError } from './errors.ts'

/** What the process is told by its environment variables, validated. docs: the table in README.md. */
export type Environment = {
  /** `PORT`; 0 lets the system choose. */
  readonly port: number
  /** `HOST`: the address to listen on. All of IPv4 by default, as a server in a container must. */
  readonly host: string
  /** `DATABASE_URL` as given: `file:…` or `postgres://…`. */
  readonly databaseUrl: string
  /** `DATABASE_URL` taken apart. `path` is absolute. */
  readonly database:
    { readonly engine: 'sqlite'; readonly path: string } | { readonly engine: 'postgres'; readonly url: string }
  /** Absolute path of the folder that holds the SQLite file and the generated secret; `./data` with PostgreSQL. */
  readonly dataFolder: string
  /** `ROLLCALL_URL`: the public origin, without a trailing slash. Every endpoint shown begins with it. */
  readonly url: string
  /** `ROLLCALL_URL` is not set, and `url` only what works on this machine. */
  readonly isUrlAssumed: boolean
  /**
   * `ROLLCALL_SECRET`, at least 32 characters. When absent it comes from `<dataFolder>/secret`, which the first
   * reading of this property creates. Throws AppError `invalid` when that file cannot be read or made.
   */
  readonly secret: string
  /** `ROLLCALL_ADMIN_EMAIL` and `ROLLCALL_ADMIN_PASSWORD`: the first owner, made without a browser. */
  readonly firstAdministrator: { readonly email: string; readonly password: string } | undefined
  /** `ROLLCALL_TRUSTED_PROXIES`: addresses and CIDR ranges whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[]
  /**
   * `ROLLCALL_ALLOWED_HOSTS`: hosts, or hosts and ports, that may be fetched from, and alerts sent to, though their
   * addresses are not public. Lower case.
   */
  readonly allowedHosts: readonly string[]
  /** `ROLLCALL_FORWARD_AUTH_SECRET`: what reverse proxies prove themselves by. Undefined: none may ask for decisions. */
  readonly forwardAuthSecret: string | undefined
  /** `ROLLCALL_COUNTRY_HEADER`: where a reverse proxy says from which country a request comes. Lower case. */
  readonly countryHeader: string | undefined
}

const slot = Symbol.for('rollcall.env')
const shared = globalThis as { [slot]?: Environment }

/**
 * The validated environment, read on first use and kept for the life of the process.
 * @throws AppError `invalid` whose message has one line for each variable that is wrong.
 */
export function env(): Environment {
  // On globalThis: server.ts and Next's bundle load a copy of this module each.
  return (shared[slot] ??= readEnvironment(process.env))
}

/** Validates `source`, without keeping the result. The same errors as `env()`. */
export function readEnvironment(source: Record<string, string | undefined>): Environment {
  // An empty variable is an unset one: compose files and CI systems pass `NAME=` for what is not configured.
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''))
  const result = variables.safeParse(given)
  if (!result.success) throw new AppError('invalid', problems(result.error))
  const values = result.data

  const database = parseDatabaseUrl(values.DATABASE_URL)
  const dataFolder = database.engine === 'sqlite' ? dirname(database.path) : resolve('data')
  const email = values.ROLLCALL_ADMIN_EMAIL
  const password = values.ROLLCALL_ADMIN_PASSWORD
  let secret = values.ROLLCALL_SECRET
  return {
    port: values.PORT,
    host: values.HOST,
    databaseUrl: values.DATABASE_URL,
    database,
    dataFolder,
    url: values.ROLLCALL_URL ?? `http://localhost:${values.PORT}`,
    isUrlAssumed: values.ROLLCALL_URL === undefined,
    get secret() {
      return (secret ??= secretIn(dataFolder))
    },
    firstAdministrator: email && password ? { email, password } : undefined,
    trustedProxies: values.ROLLCALL_TRUSTED_PROXIES,
    allowedHosts: values.ROLLCALL_ALLOWED_HOSTS,
    forwardAuthSecret: values.ROLLCALL_FORWARD_AUTH_SECRET,
    countryHeader: values.ROLLCALL_COUNTRY_HEADER,
  }
}

const variables = z
  .object({
    PORT: z
      .string()
      .default('3000')
      .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, 'expected a port number from 0 to 65535')
      .transform(Number),
    HOST: z
      .string()
      .default('0.0.0.0')
      .refine(
        (text) => isIP(text) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text),
        'expected an address to listen on, such as 0.0.0.0, 127.0.0.1, :: or localhost',
      ),
    DATABASE_URL: z
      .string()
      .default('file:./data/rollcall.db')
      .refine(
        isDatabaseUrl,
        'expected file:<path> for SQLite, such as file:./data/rollcall.db, or postgres://user:password@host:5432/database',
      ),
    ROLLCALL_URL: z
      .string()
      .refine(
        isOrigin,
        'expected the address administrators and identity providers use: http:// or https://, a host, maybe a port, and no path, such as https://rollcall.example.com',
      )
      .transform((text) => new URL(text).origin)
      .optional(),
    ROLLCALL_SECRET: z
      .string()
      .min(32, 'expected at least 32 characters, such as the output of: openssl rand -hex 32')
      .optional(),
    ROLLCALL_ADMIN_EMAIL: z.email('expected an e-mail address, such as admin@example.com').optional(),
    ROLLCALL_ADMIN_PASSWORD: z.string().min(12, 'expected at least 12 characters').optional(),
    ROLLCALL_TRUSTED_PROXIES: z
      .string()
      .default('')
      .transform(partsOf)
      .refine(
        (parts) => parts.every(isAddressRange),
        'expected addresses or CIDR ranges separated by commas, such as 10.0.0.0/8, 192.168.1.10',
      ),
    ROLLCALL_ALLOWED_HOSTS: z
      .string()
      .default('')
      .transform((text) => partsOf(text.toLowerCase()))
      .refine(
        (parts) => parts.every(isHost),
        'expected host names separated by commas, each with a port if only that one is meant, such as idp.corp.example, sso.corp.example:9031',
      ),
    ROLLCALL_FORWARD_AUTH_SECRET: z
      .string()
      .regex(
        /^[\x21-\x7e]{32,256}$/,
        'expected at least 32 characters without spaces, such as the output of: openssl rand -hex 32',
      )
      .optional(),
    ROLLCALL_COUNTRY_HEADER: z
      .string()
      .regex(/^[a-z0-9-]{1,64}$/i, 'expected the name of a header, such as CF-IPCountry')
      .transform((text) => text.toLowerCase())
      .optional(),
  })
  .superRefine((values, context) => {
    const complain = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message })
    if (values.ROLLCALL_ADMIN_EMAIL && !values.ROLLCALL_ADMIN_PASSWORD) {
      complain('ROLLCALL_ADMIN_PASSWORD', 'must be set together with ROLLCALL_ADMIN_EMAIL')
    }
    if (values.ROLLCALL_ADMIN_PASSWORD && !values.ROLLCALL_ADMIN_EMAIL) {
      complain('ROLLCALL_ADMIN_EMAIL', 'must be set together with ROLLCALL_ADMIN_PASSWORD')
    }
    // Several processes may share a PostgreSQL database, and each would generate a secret of its own.
    if (!values.ROLLCALL_SECRET && /^postgres(ql)?:/.test(values.DATABASE_URL)) {
      complain(
        'ROLLCALL_SECRET',
        'required with PostgreSQL: at least 32 characters, the same for every process, such as the output of: openssl rand -hex 32',
      )
    }
    // Only what a known proxy says of a request is believed, where it came from included.
    if (values.ROLLCALL_FORWARD_AUTH_SECRET && values.ROLLCALL_TRUSTED_PROXIES.length === 0) {
      complain('ROLLCALL_TRUSTED_PROXIES', 'must be set together with ROLLCALL_FORWARD_AUTH_SECRET')
    }
  })

/** One line for each variable. Values are not repeated: some are secrets. */
const problems = (error: z.ZodError) =>
  error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n')

function isDatabaseUrl(text: string) {
  if (text.startsWith('file:')) {
    if (text.startsWith('file://') && !URL.canParse(text)) return false
    return !/[?#\0]/.test(text) && !/^file:(\/\/)?\/*$/.test(text) && !text.endsWith('/')
  }
  return /^postgres(ql)?:\/\//.test(text) && URL.canParse(text) && new URL(text).pathname.length > 1
}

function parseDatabaseUrl(url: string): Environment['database'] {
  if (!url.startsWith('file:')) return { engine: 'postgres', url }
  const path = url.startsWith('file://') ? fileURLToPath(url) : resolve(url.slice('file:'.length))
  return { engine: 'sqlite', path }
}

function isOrigin(text: string) {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  const isBare =
    url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === ''
  return /^https?:$/.test(url.protocol) && isBare && !/[?#]$/.test(text)
}

function partsOf(text: string) {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** A host, or a host and a port, as an address would have it: no wildcard, no path. */
function isHost(text: string) {
  const host = URL.parse(`https://${text}/`)?.host
  return host === text || (host !== undefined && text === `${host}:443`)
}

function isAddressRange(text: string) {
  const [address = '', bits, ...rest] = text.split('/')
  const family = isIP(address)
  if (family === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}

/** The secret kept in `folder`, made on first use. Two processes that start at once agree on one. */
function secretIn(folder: string): string {
  const path = join(folder, 'secret')
  try {
    const kept = readFileSync(path, 'utf8').trim()
    if (kept.length >= 32) return kept
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return createSecret(folder, path)
    throw new AppError('invalid', `ROLLCALL_SECRET: not set, and ${path} cannot be read`, { cause: error })
  }
  throw new AppError('invalid', `ROLLCALL_SECRET: not set, and ${path} holds fewer than 32 characters`)
}

function createSecret(folder: string, path: string): string {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
    chmodSync(draft, 0o600)
    try {
      // A link appears whole or not at all, and never replaces: whoever comes second reads the first one's secret.
      linkSync(draft, path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      unlinkSync(draft)
    }
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    throw new AppError('invalid', `ROLLCALL_SECRET: not set, and ${path} cannot be created`, { cause: error })
  }
}
