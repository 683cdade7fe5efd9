import { store } from '#db/index.ts'
import { findOrganisation } from '#db/queries/organisations.ts'

export type Health = { status: 200 | 503; body: { status: 'ok' | 'unavailable' } }

const patienceMs = 2_000

/**
 * Whether this process can serve: 200 once the store answers a read, 503 while it is not open, fails, or takes longer
 * than `waitMs`. Says no more than that: /health is open to everybody.
 */
export async function checkHealth(waitMs: number = patienceMs): Promise<Health> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error('The store did not answer in time.')), waitMs)
  try {
    await Promise.race([findOrganisation(store().read), late.promise])
    return { status: 200, body: { status: 'ok' } }
  } catch {
    return { status: 503, body: { status: 'unavailable' } }
  } finally {
    clearTimeout(timer)
  }
}
