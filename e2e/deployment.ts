import Database from 'better-sqlite3'
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

// The two servers that playwright.config.ts starts: `main` is server.ts, `next` is `next start`.

export type Deployment = 'main' | 'next'

const port = Number(process.env['ROLLCALL_E2E_PORT'] ?? 3917)
const folder = process.env['ROLLCALL_E2E_FOLDER'] ?? ''

/** Where the signed-in owner's cookies are kept for the other test files. */
export const ownerState = join(folder, 'owner.json')

/** The folder with the database and all that belongs to it. */
export const dataFolder = (deployment: Deployment = 'main'): string => join(folder, deployment)

/** All that the server has printed. */
export const serverLog = (deployment: Deployment = 'main'): string =>
  readFileSync(join(folder, `${deployment}.log`), 'utf8')

export type CreatedIdp = { id: string; name: string; endpoint: string; token: string }

/** Adds an IdP with SCIM Sync from the command line, while the server runs. */
export async function createIdp(
  name: string,
  deployment: Deployment = 'main',
  ...flags: '--scim-policy'[]
): Promise<CreatedIdp> {
  const origin = `http://localhost:${deployment === 'main' ? port : port + 1}`
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['bin/rollcall.mjs', 'idp', 'create', '--name', name, '--scim-sync', '--json', ...flags],
    {
      env: {
        ...process.env,
        ROLLCALL_URL: origin,
        DATABASE_URL: `file:${dataFolder(deployment)}/rollcall.db`,
        ROLLCALL_SECRET: '',
      },
    },
  )
  return JSON.parse(stdout) as CreatedIdp
}

/** Adds an owner from the command line, while the server runs. */
export async function createAdministrator({ email, password }: { email: string; password: string }): Promise<void> {
  const running = promisify(execFile)(
    process.execPath,
    ['bin/rollcall.mjs', 'admin', 'create', '--email', email, '--password-stdin'],
    { env: { ...process.env, DATABASE_URL: `file:${dataFolder()}/rollcall.db`, ROLLCALL_SECRET: '' } },
  )
  running.child.stdin?.end(password)
  await running
}

/**
 * Adds an IdP with single sign-on, from its metadata; or gives the one of this `id` what the metadata says now. The server
 * notices at once.
 */
export async function registerIdp(asked: { id?: string; metadata: string; settings?: object }): Promise<CreatedIdp> {
  const running = promisify(execFile)(process.execPath, ['e2e/idp/register.ts'], {
    env: {
      ...process.env,
      ROLLCALL_URL: `http://localhost:${port}`,
      DATABASE_URL: `file:${dataFolder()}/rollcall.db`,
      ROLLCALL_SECRET: '',
    },
  })
  running.child.stdin?.end(JSON.stringify(asked))
  return JSON.parse((await running).stdout) as CreatedIdp
}

/** Somebody whom SCIM has brought signs in at the IdP, and somebody else is refused. The server notices at once. */
export async function playSignIns(asked: {
  idp: { id: string; name: string }
  signedIn: string
  refused: string
}): Promise<void> {
  const running = promisify(execFile)(process.execPath, ['e2e/idp/sign-ins.ts'], {
    env: {
      ...process.env,
      ROLLCALL_URL: `http://localhost:${port}`,
      DATABASE_URL: `file:${dataFolder()}/rollcall.db`,
      ROLLCALL_SECRET: '',
    },
  })
  running.child.stdin?.end(JSON.stringify(asked))
  await running
}

/** Adds applications on one port, each allowed to the people of an IdP, or blocked with a message. The server notices at once. */
export async function protect(asked: {
  idpId: string
  port: number
  applications: { name: string; host: string; blocks?: string; isOpen?: boolean }[]
}): Promise<void> {
  const running = promisify(execFile)(process.execPath, ['e2e/protect.ts'], {
    env: { ...process.env, DATABASE_URL: `file:${dataFolder()}/rollcall.db`, ROLLCALL_SECRET: '' },
  })
  running.child.stdin?.end(JSON.stringify(asked))
  await running
}

/** As if nobody had used the administrators' sessions for so long: all of them, or one administrator's. */
export function idleSessions(ms: number, email?: string): void {
  const database = new Database(join(dataFolder(), 'rollcall.db'), { timeout: 5_000 })
  const whose = 'administrator_id in (select id from administrators where email = coalesce(?, email))'
  database.prepare(`update sessions set last_seen_at = ? where ${whose}`).run(Date.now() - ms, email ?? null)
  database.close()
}

/** Changes take effect on Save again, and nothing is pending. */
export function resetActivation(): void {
  const database = new Database(join(dataFolder(), 'rollcall.db'), { timeout: 5_000 })
  database.exec("update configuration_state set takes_effect = 'save', drafted_at = null; delete from draft_editors")
  database.close()
}

/** No rules and no applications, whatever other files have left. */
export function clearPolicies(): void {
  const database = new Database(join(dataFolder(), 'rollcall.db'), { timeout: 5_000 })
  database.exec('delete from policy_rules; delete from policy_references; delete from applications')
  database.close()
}

/** A key for the Management API, made beside the server. */
export async function makeApiKey(asked: { name: string; scopes: string[] }): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['e2e/api-key.ts', JSON.stringify(asked)], {
    env: {
      ...process.env,
      ROLLCALL_URL: `http://localhost:${port}`,
      DATABASE_URL: `file:${dataFolder()}/rollcall.db`,
      ROLLCALL_SECRET: '',
    },
  })
  return stdout
}
