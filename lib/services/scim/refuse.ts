import { RateLimiterMemory } from 'rate-limiter-flexible'
import { failureCode, isConflict, isDiskFull, isUnavailable } from '#db/dialect.ts'
import { store } from '#db/index.ts'
import { insertSyncLog } from '#db/queries/sync-logs.ts'
import { isAppError } from '#lib/errors.ts'
import { errorBody, isScimError, ScimError, unavailable } from '#lib/scim/errors.ts'
import { noteArrival } from './arrivals.ts'
import type { Call } from './call.ts'
import { heldOf, keepHeld } from './held.ts'
import { loggedUnder, logRow } from './log.ts'
import { respond, type ScimResponse } from './message.ts'

/** Log rows of refused requests, an IdP and second: a client gone wild must not fill the disk. */
const refusals = new RateLimiterMemory({ points: 100, duration: 1 })

/**
 * Turns whatever was thrown into an RFC 7644 §3.12 error, and leaves a log row. `part`: of a request that has been
 * counted already, so that all its parts are logged.
 */
export async function refuse(
  call: Call,
  thrown: unknown,
  counted: 'limited' | 'part' = 'limited',
): Promise<ScimResponse> {
  const error = toScimError(thrown)
  const body = JSON.stringify(errorBody(error))
  if (error.status !== 503 || heldOf(error)) await log(call, error, body, counted)
  return respond(error.status, body, { ...error.headers })
}

function toScimError(thrown: unknown): ScimError {
  if (isScimError(thrown)) return thrown
  if (isAppError(thrown) && (thrown.code === 'overloaded' || thrown.code === 'store-busy')) {
    return unavailable('Rollcall has more changes to write than it can take at the moment · try again in a second', 1)
  }
  if (isUnavailable(thrown)) {
    console.error(`The store did not answer (${failureCode(thrown)}).`)
    if (isDiskFull(thrown)) {
      return unavailable(
        'The disk that Rollcall stores its data on is full; nothing of this request was applied · the request succeeds once there is room again',
        30,
      )
    }
    return unavailable(
      'The store is not available at the moment; nothing of this request was applied · try again in a few seconds',
      5,
    )
  }
  if (isConflict(thrown)) {
    return new ScimError(
      409,
      'uniqueness',
      'Another request changed the same resource at this moment · send the request again',
    )
  }
  console.error('A SCIM request failed unexpectedly.', thrown)
  return new ScimError(
    500,
    undefined,
    'Rollcall failed on this request; nothing of it was applied · the server log has the cause',
  )
}

async function log(call: Call, error: ScimError, response: string, counted: 'limited' | 'part'): Promise<void> {
  const idpId = loggedUnder(call)
  const held = heldOf(error)
  // Its administrator waits for it, and would look in vain.
  if (call.strayedFrom !== undefined) noteArrival(call.strayedFrom, call, error)
  const isLogged = counted === 'part' || (await isWithinLimit(idpId))
  if (!isLogged && !held) return
  const row = logRow(call, { status: error.status, response, scimType: error.scimType, detail: error.detail })
  try {
    await store().write(
      async (tx) => {
        if (isLogged) await insertSyncLog(tx, row)
        if (held) await keepHeld(tx, idpId, held, call.at)
      },
      { keepsRemembered: true },
    )
  } catch (reason) {
    // The refusal stands without its row: logging never makes a request fail.
    console.error('A refused SCIM request could not be logged.', failureCode(reason) ?? reason)
  }
}

const isWithinLimit = (idpId: string): Promise<boolean> =>
  refusals.consume(idpId).then(
    () => true,
    () => false,
  )
