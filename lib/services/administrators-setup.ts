import { store } from '#db/index.ts'
import {
  deleteSetupLinks,
  findSetupLink,
  hasAdministrators,
  insertSetupLink,
  takeSetupLink,
} from '#db/queries/administrators.ts'
import { findOrganisation, lockOrganisation, renameOrganisation } from '#db/queries/organisations.ts'
import type { Writer } from '#db/store.ts'
import type { Caller } from '#lib/auth/caller.ts'
import { randomSecret, sha256Hex } from '#lib/auth/secrets.ts'
import { env } from '#lib/env.ts'
import { AppError, isAppError } from '#lib/errors.ts'
import { systemActor, type Actor } from './actor.ts'
import { addAdministrator, prepareAdministrator } from './administrators.ts'
import { appendAudit } from './audit.ts'
import { ensureOrganisation } from './organisation.ts'
import { openSession } from './sign-in-sessions.ts'

const linkLifetimeMs = 24 * 60 * 60_000

/**
 * Awaited at every start of the server. While no administrator exists: creates the owner that the environment names,
 * or else makes a set-up link and hands it to `print`. A new link at each start; older ones end.
 * @throws AppError `invalid` whose message names the environment variable at fault.
 */
export async function ensureFirstAdministrator(print: (text: string) => void = console.log): Promise<void> {
  await ensureOrganisation()
  if (await hasAdministrators(store().read)) return
  const given = env().firstAdministrator
  if (given) {
    await createFirstOwnerFromEnvironment(given)
    return
  }
  const url = await issueSetupLink()
  print(
    `\nRollcall has no administrator yet. Open this link to create the first one.\nIt works once, for 24 hours:\n\n  ${url}\n`,
  )
}

/**
 * Creates the first owner, provided that there is no administrator at all.
 * @throws AppError `conflict` when there is one, `invalid` (field `email` or `password`).
 */
export async function createFirstOwner(
  input: { email: string; password: string },
  actor: Actor,
): Promise<{ id: string }> {
  const row = await prepareAdministrator({ ...input, role: 'owner' }, await organisationNames())
  await store().write(async (tx) => {
    await claimFirstRun(tx)
    await addAdministrator(tx, row, actor)
  })
  return { id: row.id }
}

/** Makes the one set-up link there is. Its secret is in the fragment, which browsers never send to a server. */
export async function issueSetupLink(): Promise<string> {
  const secret = randomSecret()
  await store().write(async (tx) => {
    const createdAt = new Date()
    const expiresAt = new Date(createdAt.getTime() + linkLifetimeMs)
    await deleteSetupLinks(tx)
    await insertSetupLink(tx, { id: sha256Hex(secret), createdAt, expiresAt })
    await appendAudit(tx, systemActor, {
      action: 'setup-link.issue',
      target: { type: 'setup-link', id: sha256Hex(secret).slice(0, 12), name: 'Set-up link' },
      after: { expiresAt },
    })
  })
  return `${env().url}/setup#${secret}`
}

/** `good`; `ended` (used, expired, replaced, never there: nobody needs to know which); `done`: there is an administrator. */
export async function checkSetupLink(secret: string): Promise<'good' | 'ended' | 'done'> {
  if (await hasAdministrators(store().read)) return 'done'
  return (await findSetupLink(store().read, sha256Hex(secret), new Date())) ? 'good' : 'ended'
}

/**
 * Uses the set-up link up: the owner, the organisation's name, and a session for whoever holds the link.
 * @returns the session's reference, for the cookie.
 * @throws AppError `not-found` when the link is not good (any more), `invalid` with the field at fault: then it still is.
 */
export async function redeemSetupLink(
  secret: string,
  input: { email: string; password: string; organisationName: string },
  caller: Caller,
): Promise<string> {
  // Before the slow hash, so that strangers cannot make us compute it.
  if ((await checkSetupLink(secret)) !== 'good') throw linkEnded()
  const organisationName = parseOrganisationName(input.organisationName)
  const owner = await prepareAdministrator({ ...input, role: 'owner' }, [organisationName])
  const actor: Actor = { id: owner.id, name: owner.email, ...caller }
  return store().write(async (tx) => {
    // Of two who come at once, one takes the link's row; the other finds it gone.
    if (!(await takeSetupLink(tx, sha256Hex(secret), new Date()))) throw linkEnded()
    const organisation = await claimFirstRun(tx)
    await addAdministrator(tx, owner, actor)
    await renameOrganisation(tx, organisation.id, organisationName)
    await appendAudit(tx, actor, {
      action: 'organisation.update',
      target: { type: 'organisation', id: organisation.id, name: organisationName },
      before: { name: organisation.name },
      after: { name: organisationName },
    })
    return openSession(tx, owner, caller, 'link')
  })
}

/** Compare-and-set on "nobody is here yet": the organisation's row is the lock that all who try must take. */
async function claimFirstRun(tx: Writer) {
  const organisation = await lockOrganisation(tx)
  if (await hasAdministrators(tx))
    throw new AppError('conflict', 'Rollcall is set up already: there is an administrator.')
  await deleteSetupLinks(tx)
  return organisation
}

async function createFirstOwnerFromEnvironment(given: { email: string; password: string }): Promise<void> {
  try {
    await createFirstOwner(given, systemActor)
  } catch (error) {
    if (!isAppError(error)) throw error
    // Another process of the same deployment was quicker.
    if (error.code === 'conflict') return
    const variable = error.field === 'email' ? 'ROLLCALL_ADMIN_EMAIL' : 'ROLLCALL_ADMIN_PASSWORD'
    throw new AppError('invalid', `${variable}: ${error.message}`, { cause: error })
  }
}

const organisationNames = async () => {
  const organisation = await findOrganisation(store().read)
  return organisation ? [organisation.name] : []
}

const linkEnded = () => new AppError('not-found', 'This set-up link does not work any more.')

const refuse = (message: string) => new AppError('invalid', message, { field: 'organisationName' })

function parseOrganisationName(text: string): string {
  const name = text.trim().normalize('NFC')
  if (name === '') throw refuse('Give the organisation a name.')
  if (name.length > 100) throw refuse('The organisation’s name may have 100 characters at most.')
  if (!name.isWellFormed() || /\p{Cc}/u.test(name)) throw refuse('The organisation’s name contains control characters.')
  return name
}
