import type { Known } from './explain-refusal.ts'

/** How the details begin that the mass-deprovision guard answers with. */
const guardDetails = {
  held: /^Held for an administrator/,
  refused: /^An administrator of Rollcall refused this/,
}

/** The guard held the request, or an administrator had refused what it holds. */
export const isOfGuard = (detail: string | null | undefined): boolean =>
  Object.values(guardDetails).some((says) => says.test(detail ?? ''))

/** Causes that the answer's wording tells apart; a test of the service holds both to each other. */
export const byWording: readonly { status: number; says: RegExp; reason: Known }[] = [
  {
    status: 401,
    says: /no Authorization header/i,
    reason: {
      because: 'it sent no bearer token',
      why: 'The request had no Authorization header.',
      next: 'In the identity provider, choose bearer token (HTTP header) as authentication and enter the token.',
      retry: true,
    },
  },
  {
    status: 401,
    says: /not of the form/i,
    reason: {
      because: 'its Authorization header did not hold a bearer token alone',
      why: 'The header is to read "Bearer", a blank and the token.',
      next: 'Enter the bearer token alone in the identity provider; most of them put "Bearer" before it themselves.',
      retry: true,
    },
  },
  {
    status: 401,
    says: /cut, mistyped/i,
    reason: {
      because: 'its bearer token was not complete',
      why: 'The token was cut, mistyped or is one of another product: its checksum is not right.',
      next: 'Copy the token again, or generate a new one in Edit IdP Configuration.',
      retry: true,
    },
  },
  {
    status: 401,
    says: /not live yet|pending/i,
    reason: {
      because: 'its bearer token had been generated but not saved',
      why: 'A new token is live once the page that generated it is saved; a token whose page was left or reloaded never is.',
      next: 'Generate a new token in Edit IdP Configuration, press Save before leaving the page, and enter it in the identity provider.',
      retry: true,
    },
  },
  {
    status: 401,
    says: /expired/i,
    reason: {
      because: 'its bearer token had expired',
      why: 'The token was given an expiry date, and that has passed.',
      next: 'Generate a new token in Edit IdP Configuration and enter it in the identity provider.',
      retry: true,
    },
  },
  {
    status: 401,
    says: /revoked/i,
    reason: {
      because: 'its bearer token had been revoked',
      why: 'An administrator revoked the token, or it was replaced by a newer one.',
      next: 'Enter the current token in the identity provider, or generate a new one in Edit IdP Configuration.',
      retry: true,
    },
  },
  {
    status: 403,
    says: /SCIM Sync is off/i,
    reason: {
      because: 'SCIM Sync was off',
      why: 'The token is right, but this identity provider takes no SCIM requests at the moment.',
      next: 'Enable SCIM Sync in Edit IdP Configuration.',
      retry: true,
    },
  },
  {
    status: 403,
    says: /set-up .* is not finished/i,
    reason: {
      because: 'the set-up of the identity provider was not finished',
      why: 'A set-up that is paused takes no SCIM requests.',
      next: 'Choose Resume in IdP Configuration and save it.',
      retry: true,
    },
  },
  {
    status: 403,
    says: /is disabled/i,
    reason: {
      because: 'the identity provider was disabled',
      why: 'A disabled identity provider takes no SCIM requests.',
      next: 'Enable it with Status in Edit IdP Configuration.',
      retry: true,
    },
  },
  {
    status: 503,
    says: guardDetails.held,
    reason: {
      because: 'too many people would have lost access within an hour',
      why: 'The mass-deprovision guard of this identity provider holds such requests until an administrator has decided, so that a mistake there locks nobody out.',
      next: 'Open Held Requests of this identity provider, and allow or refuse them.',
      retry: true,
    },
  },
  {
    status: 403,
    says: guardDetails.refused,
    reason: {
      because: 'an administrator had refused it',
      why: 'The mass-deprovision guard held the request before, and an administrator decided against it.',
      next: 'Put the assignment right in the identity provider; if people are to lose access after all, allow it under Held Requests.',
      retry: true,
    },
  },
  {
    status: 401,
    says: /not accepted from the address/i,
    reason: {
      because: 'it came from an address outside the allowed networks',
      why: 'The token is limited to a list of networks, and the caller is in none of them.',
      next: 'If the caller is right, add its address to the allowed networks of the token.',
      retry: true,
    },
  },
  {
    status: 403,
    says: /take no filter/i,
    reason: {
      because: 'it asked to filter discovery documents',
      why: 'SCIM asks for this refusal (RFC 7644, section 4).',
      next: 'Ask for the whole document, or for one by its id.',
    },
  },
  {
    status: 404,
    says: /There is no (user|group) /,
    reason: {
      because: 'no such user or group was in this identity provider',
      why: 'The identity provider keeps an id that is not here: it was deleted here, or it comes from another service.',
      next: 'Remove the assignment in the identity provider and assign again, so that it looks the name up.',
    },
  },
  {
    status: 404,
    says: /no SCIM endpoint|no such SCIM endpoint/i,
    reason: {
      because: 'there was no such address below the endpoint',
      why: 'Below the endpoint are /Users, /Groups, /Schemas, /ResourceTypes and /ServiceProviderConfig.',
      next: 'Copy the SCIM Service Provider Endpoint again from Edit IdP Configuration, without anything after it.',
      retry: true,
    },
  },
  {
    status: 409,
    says: /\bAnother request (changed|at this moment)/i,
    reason: {
      because: 'another request changed the same resource at this moment',
      why: 'Two requests met; one of them was carried out.',
      next: 'Let the identity provider send the request again, if it has not done so itself.',
    },
  },
  {
    status: 409,
    says: /who is inactive/i,
    reason: {
      because: 'a deactivated user had the same userName',
      why: 'A deactivated user keeps the userName, so that nobody takes over what it had access to.',
      next: 'Let the identity provider link to the existing user, whose id the answer names, and reactivate it; or delete that user here.',
      retry: true,
    },
  },
  {
    status: 409,
    says: /^userName /,
    reason: {
      because: 'another user had the same userName',
      why: 'A userName is unique in an identity provider, whatever its case. After a lost answer the first attempt may well have succeeded.',
      next: 'Let the identity provider link to the existing user, whose id the answer names.',
      retry: true,
    },
  },
  {
    status: 409,
    says: /^displayName /,
    reason: {
      because: 'another group had the same name',
      why: "A group's displayName is unique in an identity provider, whatever its case.",
      next: 'Rename one of the groups, or let the identity provider link to the existing one, whose id the answer names.',
      retry: true,
    },
  },
  {
    status: 400,
    says: /\bmembers names /,
    reason: {
      because: 'it named members that do not exist here',
      why: 'A member has to be a user or group of this identity provider. Nothing was applied, so that no half-filled group is left.',
      next: 'Assign the people of the group in the identity provider first, so that they are created.',
      retry: true,
    },
  },
  {
    status: 400,
    says: /member of itself/,
    reason: {
      because: 'the group would have contained itself',
      why: 'Nested groups must not form a circle.',
      next: 'Remove one of the nestings in the identity provider.',
      retry: true,
    },
  },
  {
    status: 400,
    says: /outside the Authentication Domains/,
    reason: {
      because: 'the userName was outside the Authentication Domains',
      why: 'This identity provider is set up to refuse names of other domains.',
      next: 'Add the domain to Authentication Domains, or correct the userName in the identity provider.',
      retry: true,
    },
  },
  ...['userName', 'displayName'].map((attribute) => ({
    status: 400,
    says: new RegExp(`${attribute} is required · `),
    reason: {
      because: `the required attribute ${attribute} was missing`,
      why: 'A user needs a userName, a group a displayName.',
      next: 'Map the attribute in the identity provider; the person or group may have no value for it there.',
      retry: true as const,
    },
  })),
  {
    status: 400,
    says: /^The path (is not percent-encoded|holds a control character)/,
    reason: {
      because: 'its address could not be decoded',
      why: 'Characters outside letters and digits are written as %20 and the like in an address.',
      next: 'If a proxy is between the identity provider and this endpoint, see whether it changes addresses.',
      retry: true,
    },
  },
  {
    status: 400,
    says: /not valid JSON|body is empty|has no body|not UTF-8/,
    reason: {
      because: 'its body was not JSON',
      why: 'The answer names the line and column where reading stopped, if there was a body at all.',
      next: 'If a proxy is between the identity provider and this endpoint, see whether it cuts or changes bodies.',
      retry: true,
    },
  },
]
