import { newId } from '#db/ids.ts'
import { insertAuditLog } from '#db/queries/audit.ts'
import type { Writer } from '#db/store.ts'
import type { Actor } from './actor.ts'
import { auditDifference } from './audit-difference.ts'

/** Everything an administrator (or Rollcall on its own) can do that leaves a trace: `noun.verb`. */
export const auditActions = [
  'administrator.create',
  'administrator.update',
  'administrator.disable',
  'administrator.enable',
  'administrator.delete',
  'administrator.invite',
  'administrator.reset-password',
  'administrator.set-password',
  'administrator.reset-mfa',
  'password-link.issue',
  'setup-link.issue',
  'second-factor.add',
  'second-factor.remove',
  'passkey.add',
  'passkey.update',
  'passkey.remove',
  'recovery-codes.generate',
  'recovery-codes.use',
  'session.create',
  'session.refuse',
  'session.confirm',
  'session.end',
  'session.end-all',
  'session.revoke',
  'user-session.revoke',
  'api-key.create',
  'api-key.revoke',
  'organisation.update',
  'idp.create',
  'idp.update',
  'idp.pause',
  'idp.resume',
  'idp.enable',
  'idp.disable',
  'idp.delete',
  'scim-sync.enable',
  'scim-sync.disable',
  'scim-policy.enable',
  'scim-policy.disable',
  'expected-numbers.update',
  'deprovision-guard.hold',
  'deprovision-guard.allow',
  'deprovision-guard.refuse',
  'deprovision-guard.allow-all',
  'deprovision-guard.end-allowance',
  'token.generate',
  'token.save',
  'token.discard',
  'token.rotate',
  'token.update',
  'token.revoke',
  'scim.try',
  'certificate.add',
  'certificate.rotate',
  'certificate.remove',
  'metadata.find',
  'metadata.dismiss',
  'saml-attribute.create',
  'saml-attribute.update',
  'saml-attribute.delete',
  'domain.add',
  'domain.remove',
  'user.create',
  'user.update',
  'user.deactivate',
  'user.reactivate',
  'user.delete',
  'group.create',
  'group.update',
  'group.delete',
  'department.create',
  'department.update',
  'department.delete',
  'application.create',
  'application.update',
  'application.delete',
  'segment-group.create',
  'segment-group.update',
  'segment-group.delete',
  'policy.create',
  'policy.update',
  'policy.delete',
  'policy.enable',
  'policy.disable',
  'policy.reorder',
  'user.block',
  'user.unblock',
  'import.apply',
  'import.discard',
  'setting.update',
  'sso-enforcement.update',
  'break-glass.use',
  'reauthentication.force',
  'location.create',
  'location.update',
  'location.delete',
  'exempted-url.add',
  'exempted-url.remove',
  'idp-roles.update',
  'table-settings.update',
  'table-settings.reset',
  'table.download',
  'audit-log.begin',
  'saved-filter.create',
  'saved-filter.update',
  'saved-filter.delete',
  'alert.acknowledge',
  'alert.mute',
  'alert.unmute',
  'alert-destination.create',
  'alert-destination.update',
  'alert-destination.delete',
  'alert-destination.rotate-secret',
  'alert-destination.test',
  'alert-delivery.redeliver',
  'configuration.activate',
  'configuration.discard',
  'configuration.restore',
  'seed.run',
] as const

export type AuditAction = (typeof auditActions)[number]

export type AuditEntry = {
  action: AuditAction
  /** What was acted on. `type` is the noun a link to it needs: `administrator`, `idp`, `token`, … */
  target: { type: string; id: string; name: string }
  /** The states before and after; only what differs between them is kept, without secrets. */
  before?: object
  after?: object
  /** No row when nothing differs: another row of the same transaction tells what was done. */
  isOmittedWhenEqual?: boolean
}

/**
 * Leaves the audit row of a change, in the change's own transaction. An update that changed nothing leaves one all the
 * same, unless its entry says otherwise: who pressed Save, and when, is a fact too.
 */
export async function appendAudit(tx: Writer, actor: Actor, entry: AuditEntry): Promise<void> {
  const at = new Date()
  const difference = auditDifference(entry.before, entry.after)
  if (entry.isOmittedWhenEqual && difference.before === null && difference.after === null) return
  await insertAuditLog(tx, {
    id: newId(at),
    at,
    actorId: actor.id,
    actorName: actor.name,
    action: entry.action,
    targetType: entry.target.type,
    targetId: entry.target.id,
    targetName: entry.target.name,
    ...difference,
    address: actor.address,
    userAgent: actor.userAgent.slice(0, 512),
  })
}
