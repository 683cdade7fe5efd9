'use server'

import { actionFor } from '#lib/http/action.ts'
import { checkReachability } from '#lib/services/reachability/index.ts'

/** Asks the public address, which the environment says and nobody else. */
export const checkReachabilityAction = actionFor('configure').action(async () => checkReachability())
