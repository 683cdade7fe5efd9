import { store } from '#db/index.ts'
import { countRecoveryCodes, listFactorsOf, replaceRecoveryCodes } from '#db/queries/administrators-second-factors.ts'
import { lockAdministrator } from '#db/queries/administrators.ts'
import type { Writer } from '#db/store.ts'
import { newRecoveryCodes, recoveryCodeHash } from '#lib/auth/recovery-codes.ts'
import { AppError } from '#lib/errors.ts'
import type { Actor } from './actor.ts'
import { appendAudit } from './audit.ts'
import type { Session } from './sign-in-sessions.ts'

/** New recovery codes in the place of any there were. Shown once. */
export async function renewRecoveryCodes(session: Session, actor: Actor): Promise<string[]> {
  const { id, email } = session.administrator
  return store().write(async (tx) => {
    await lockAdministrator(tx, id)
    const has = (await listFactorsOf(tx, [id])).get(id)
    if (!has?.totp && !has?.passkeys) {
      throw new AppError('conflict', 'Recovery codes stand in for a second factor. Add one first.')
    }
    const codes = await storeNew(tx, id, new Date())
    await appendAudit(tx, actor, {
      action: 'recovery-codes.generate',
      target: { type: 'administrator', id, name: email },
      after: { count: codes.length },
    })
    return codes
  })
}

/** New codes for whoever has none left to stand in for the factor that was just added; undefined for others. */
export async function ensureRecoveryCodes(tx: Writer, id: string, now: Date): Promise<string[] | undefined> {
  return (await countRecoveryCodes(tx, id)) > 0 ? undefined : storeNew(tx, id, now)
}

async function storeNew(tx: Writer, id: string, now: Date): Promise<string[]> {
  const codes = newRecoveryCodes()
  const hashes = codes.map((code) => recoveryCodeHash(id, code))
  await replaceRecoveryCodes(tx, id, hashes, now)
  return codes
}

export const readRecoveryCodesLeft = (administratorId: string): Promise<number> =>
  countRecoveryCodes(store().read, administratorId)
