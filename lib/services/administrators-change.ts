import { store } from '#db/index.ts'
import {
  deletePasskeysOf,
  deleteTotpFactor,
  listFactorsOf,
  replaceRecoveryCodes,
} from '#db/queries/administrators-second-factors.ts'
import {
  deleteAdministrator as removeRow,
  deletePasswordLinksOf,
  findAdministratorByEmail,
  hasOtherOwner,
  lockAdministrator,
  updateAdministrator,
  type AdministratorRow,
} from '#db/queries/administrators.ts'
import { lockOrganisation } from '#db/queries/organisations.ts'
import { deleteSessionsOf } from '#db/queries/sessions.ts'
import type { Writer } from '#db/store.ts'
import { AppError } from '#lib/errors.ts'
import { fold } from '#lib/scim/fold.ts'
import type { Actor } from './actor.ts'
import { parseName } from './administrators.ts'
import { appendAudit, type AuditAction } from './audit.ts'
import { requireNotBreakGlass } from './authentication-settings/enforcement.ts'
import { changedMeanwhile, disagreements } from './edit-conflict.ts'

export type AdministratorChange = Pick<AdministratorRow, 'name' | 'role' | 'scimManagement'>

/**
 * Changes what an administrator is called and may do. Other permissions end their sessions: nobody works on with those
 * of yesterday. `opened`: what the caller saw.
 * @throws AppError `not-found`, `invalid` (field `name`), `conflict` for the last owner, `changed` when it is no more as it
 * was seen.
 */
export async function changeAdministrator(
  id: string,
  change: AdministratorChange,
  actor: Actor,
  opened?: AdministratorChange,
): Promise<void> {
  const name = parseName(change.name)
  const { role } = change
  const scimManagement = role === 'owner' ? 'full' : change.scimManagement
  await changing(id, actor, async (tx, row) => {
    const theirs: AdministratorChange = { name: row.name, role: row.role, scimManagement: row.scimManagement }
    if (opened && disagreements({ opened, theirs, mine: opened }).length > 0) {
      // Administrators have no version: an edit that goes on from here says what it saw.
      const thing = { type: 'administrator', id, name: row.email, version: 0, updatedAt: row.createdAt }
      throw await changedMeanwhile(tx, actor, thing, { opened, theirs, mine: { name, role, scimManagement } })
    }
    if (role !== 'owner') await requireReplaceable(tx, row)
    await updateAdministrator(tx, id, { name, role, scimManagement })
    const isSame = role === row.role && scimManagement === row.scimManagement
    const sessionsEnded = isSame ? undefined : await deleteSessionsOf(tx, id)
    return {
      action: 'administrator.update',
      before: theirs,
      after: { name, role, scimManagement, sessionsEnded },
    }
  })
}

/** Shuts an administrator out at once: every session ends, every link too. @throws AppError `conflict`, `not-found`. */
export async function disableAdministrator(id: string, actor: Actor): Promise<void> {
  await changing(id, actor, async (tx, row) => {
    refuseSelf(row, actor, 'disable')
    await requireReplaceable(tx, row)
    await updateAdministrator(tx, id, { isDisabled: true })
    await deletePasswordLinksOf(tx, id)
    const sessionsEnded = await deleteSessionsOf(tx, id)
    return {
      action: 'administrator.disable',
      before: { isDisabled: row.isDisabled },
      after: { isDisabled: true, sessionsEnded },
    }
  })
}

/** @throws AppError `not-found`. */
export async function enableAdministrator(id: string, actor: Actor): Promise<void> {
  await changing(id, actor, async (tx, row) => {
    await updateAdministrator(tx, id, { isDisabled: false })
    return { action: 'administrator.enable', before: { isDisabled: row.isDisabled }, after: { isDisabled: false } }
  })
}

/** Deletes an administrator with sessions, links and second factors. The audit log keeps their name. */
export async function deleteAdministrator(id: string, actor: Actor): Promise<void> {
  await changing(id, actor, async (tx, row) => {
    refuseSelf(row, actor, 'delete')
    await requireReplaceable(tx, row)
    await removeRow(tx, id)
    const { email, name, role, scimManagement } = row
    return { action: 'administrator.delete', before: { email, name, role, scimManagement } }
  })
}

/**
 * Takes away an administrator's authenticator app, passkeys and recovery codes, and ends their sessions: for somebody who
 * lost them. The password stays.
 */
export async function resetSecondFactors(id: string, actor: Actor): Promise<void> {
  await changing(id, actor, async (tx) => {
    const before = (await listFactorsOf(tx, [id])).get(id)
    await deleteTotpFactor(tx, id)
    await deletePasskeysOf(tx, id)
    await replaceRecoveryCodes(tx, id, [], new Date())
    const sessionsEnded = await deleteSessionsOf(tx, id)
    return {
      action: 'administrator.reset-mfa',
      before: { authenticatorApp: before?.totp ?? false, passkeyCount: before?.passkeys ?? 0 },
      after: { authenticatorApp: false, passkeyCount: 0, sessionsEnded },
    }
  })
}

/** The same by e-mail address, for the command line. @throws AppError `not-found` (field `email`). */
export async function resetSecondFactorsOf(email: string, actor: Actor): Promise<void> {
  const found = await findAdministratorByEmail(store().read, fold(email.trim()))
  if (!found) throw new AppError('not-found', `No administrator has the e-mail address ${email}.`, { field: 'email' })
  await resetSecondFactors(found.id, actor)
}

type Change = { action: AuditAction; before?: object; after?: object }

/** One change to one administrator, with its audit row. The organisation's lock makes owners wait for each other. */
async function changing(
  id: string,
  actor: Actor,
  work: (tx: Writer, row: AdministratorRow) => Promise<Change>,
): Promise<void> {
  await store().write(async (tx) => {
    await lockOrganisation(tx)
    const row = await lockAdministrator(tx, id)
    if (!row) throw new AppError('not-found', 'This administrator does not exist any more.')
    const change = await work(tx, row)
    await appendAudit(tx, actor, { ...change, target: { type: 'administrator', id, name: row.email } })
  })
}

async function requireReplaceable(tx: Writer, row: AdministratorRow): Promise<void> {
  await requireNotBreakGlass(tx, row)
  if (row.role !== 'owner' || row.isDisabled || row.passwordHash === '') return
  if (await hasOtherOwner(tx, row.id)) return
  throw new AppError('conflict', `${row.email} is the last active owner. Make somebody else an owner first.`)
}

function refuseSelf(row: AdministratorRow, actor: Actor, verb: string): void {
  if (row.id === actor.id) throw new AppError('conflict', `You cannot ${verb} your own account. Ask another owner.`)
}
