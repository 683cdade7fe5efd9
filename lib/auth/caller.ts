import { isIP } from 'node:net'

/** Where a request comes from, as audit rows and the sign-in throttle record it. */
export type Caller = {
  /** An IP address, or `unknown`. */
  readonly address: string
  readonly userAgent: string
}

/**
 * Reads the caller from the request's headers. server.ts overwrites X-Forwarded-For with the address it trusts; where
 * another server stands in for it, the last entry is the one written nearest to us.
 */
export function callerOf(headers: Pick<Headers, 'get'>): Caller {
  const address = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? ''
  return {
    address: isIP(address) ? address : 'unknown',
    userAgent: (headers.get('user-agent') ?? '').slice(0, 512),
  }
}
