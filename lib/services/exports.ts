import { store } from '#db/index.ts'
import { findSession } from '#db/queries/sessions.ts'
import { isPermitted, type Permission } from '#lib/auth/permissions.ts'
import { AppError } from '#lib/errors.ts'
import type { Actor } from './actor.ts'
import { appendAudit } from './audit.ts'
import { givingWay } from './give-way.ts'
import type { Session } from './sign-in-sessions.ts'

/** How many exports run at once in this process: for one administrator, and for all of them together. */
export const exportLimits = { each: 2, all: 6 } as const

/** While provisioning is busy, an export takes a quarter of this process. */
const SHARE = 3

export type Download = {
  session: Session
  actor: Actor
  permission: Permission
  table: { name: string; title: string }
  /** What the audit row says was taken: filters, columns, of which IdP. */
  what: object
}

export type RunningExport = {
  /**
   * To be awaited before each step: gives way to provisioning.
   * @throws AppError when the administrator has been signed out, disabled or lost the permission since.
   */
  assertAllowed(): Promise<void>
  /** Makes room for the next. Once is enough, more does not hurt. */
  end(): void
}

// Shared by the copies of this module in one process.
const slot = Symbol.for('rollcall.exports')
const running = ((globalThis as unknown as Record<symbol, Map<string, number> | undefined>)[slot] ??= new Map())

/**
 * Lets an administrator take a table's rows along, and leaves the audit row before the first of them.
 * @throws AppError `throttled` when too many exports run already.
 */
export async function beginExport({ session, actor, permission, table, what }: Download): Promise<RunningExport> {
  const { id } = session.administrator
  const own = running.get(id) ?? 0
  const all = [...running.values()].reduce((sum, each) => sum + each, 0)
  if (own >= exportLimits.each || all >= exportLimits.all)
    throw new AppError('throttled', 'Other exports are still running. Wait for one to end, or cancel it.')
  running.set(id, own + 1)
  let isOver = false
  const end = () => {
    if (isOver) return
    isOver = true
    const left = (running.get(id) ?? 1) - 1
    if (left > 0) running.set(id, left)
    else running.delete(id)
  }
  try {
    await store().write((tx) =>
      appendAudit(tx, actor, {
        action: 'table.download',
        target: { type: 'table', id: table.name, name: table.title },
        after: what,
      }),
    )
  } catch (error) {
    end()
    throw error
  }
  const giveWay = givingWay(SHARE)
  return {
    end,
    async assertAllowed() {
      await giveWay()
      await assertAllowed(session, permission)
    },
  }
}

async function assertAllowed(session: Session, permission: Permission): Promise<void> {
  const found = await findSession(store().read, session.id)
  const isOver = !found || found.administrator.isDisabled || found.session.expiresAt <= new Date()
  if (isOver) throw new AppError('unauthenticated', 'The session ended while rows were exported.')
  if (!isPermitted(found.administrator, permission))
    throw new AppError('forbidden', 'The permission to see these rows was taken away while they were exported.')
}
