'use server'

import { actionFor } from '#lib/http/action.ts'
import { verifyAudit } from '#lib/services/audit-verify.ts'

/** Checks every seal. Reads alone. */
export const verifyAuditAction = actionFor('read').action(async () => verifyAudit())
