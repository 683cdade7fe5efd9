import { ScimError } from '#lib/scim/errors.ts'
import type { RateLimit } from './rate-limit.ts'

/** 429 with `Retry-After` in whole seconds: Okta waits five minutes when it finds anything else. */
export const tooManyRequests = (rate: RateLimit): ScimError =>
  new ScimError(
    429,
    undefined,
    `The limit of ${rate.limit} requests per second for this identity provider is used up · send the request again after the seconds that Retry-After names`,
    { 'Retry-After': String(seconds(rate)), ...rateHeaders(rate) },
  )

/** Both families of names: SailPoint reads `x-rate-limit-…`, newer clients `RateLimit` (draft-ietf-httpapi-ratelimit-headers). */
export const rateHeaders = (rate: RateLimit): Record<string, string> => ({
  'x-rate-limit-limit': String(rate.limit),
  'x-rate-limit-remaining': String(rate.remaining),
  'x-rate-limit-reset': String(seconds(rate)),
  'ratelimit-policy': `"idp";q=${rate.limit};w=1`,
  ratelimit: `"idp";r=${rate.remaining};t=${seconds(rate)}`,
})

const seconds = ({ resetMs }: RateLimit): number => Math.max(1, Math.ceil(resetMs / 1000))
