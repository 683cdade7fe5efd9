import type { Client } from './clients.ts'
import type { ScimType } from './errors.ts'
import type { LoggedRequest } from './explain.ts'
import { byWording } from './explain-wording.ts'

/** `because` follows "could not …, because"; `why` and `next` are whole sentences. */
export type Reason = { because: string; why: string; next: string }

/** Why a request was refused: by what its answer said, else by its scimType, else by its status. */
export const reasonFor = (log: LoggedRequest): Reason => {
  const detail = log.detail ?? ''
  const isDelete = log.method === 'DELETE'
  const found =
    (log.status === 404 && isDelete && /There is no (user|group) /.test(detail) ? GONE : undefined) ??
    (log.scimType === 'invalidFilter' && log.method === 'PATCH' ? VALUE_PATH : undefined) ??
    byWording.find(({ status, says }) => status === log.status && says.test(detail))?.reason ??
    (isScimType(log.scimType) ? byScimType[log.scimType] : undefined) ??
    byStatus[log.status] ??
    (log.status >= 500 ? FAILED : REFUSED)
  return { ...found, next: found.retry ? `${found.next} ${retryHints[log.client ?? 'custom'] ?? RETRY}` : found.next }
}

/** `retry`: worth sending again once `next` is done, and how depends on the client. */
export type Known = Reason & { retry?: true }

const RETRY = 'Then let the identity provider send it again.'

/** Where an administrator makes the client send a request again. */
const retryHints: Partial<Record<Client, string>> = {
  okta: 'Then open Dashboard, Tasks in Okta, select the task and press Retry selected.',
  entra: 'Entra ID sends it again in its next cycle, within about 40 minutes; Provision on demand does so at once.',
  'entra-flag':
    'Entra ID sends it again in its next cycle, within about 40 minutes; Provision on demand does so at once.',
}

const GONE: Known = {
  because: 'it was not here any more',
  why: 'It had been deleted before, here or by an earlier request.',
  next: 'Nothing: what was to be deleted is gone.',
}

/** In a change the filter is that of a value path, which somebody wrote into an attribute mapping. */
const VALUE_PATH: Known = {
  because: 'the filter in one of its paths was not understood',
  why: 'It says which value of an attribute to change, such as emails[type eq "work"].value; guessing could change another one.',
  next: 'Correct the target attribute in the attribute mapping of the identity provider; the answer says what was not understood.',
  retry: true,
}

const REFUSED: Known = {
  because: 'the request was not accepted',
  why: 'The answer to the identity provider says what was wrong.',
  next: 'Compare the request below with the answer.',
}

const FAILED: Known = {
  because: 'the service failed on this request',
  why: 'Something unexpected happened on our side; nothing of the request was applied.',
  next: 'Look at the server log for the time of this request.',
  retry: true,
}

const isScimType = (text: string | null): text is ScimType => text !== null && Object.hasOwn(byScimType, text)

const byScimType: Readonly<Record<ScimType, Known>> = {
  invalidFilter: {
    because: 'its filter was not understood',
    why: 'Answering with everybody instead would make the identity provider create duplicates.',
    next: 'Look at the matching attributes in the identity provider; the answer names the column.',
    retry: true,
  },
  tooMany: {
    because: 'it asked for more than one request may do',
    why: 'The limit keeps other requests quick.',
    next: 'Split the request, or filter by an attribute that is indexed, such as userName or externalId.',
  },
  uniqueness: {
    because: 'another resource had this value already',
    why: 'The value has to be unique in this identity provider.',
    next: 'Let the identity provider link to the existing one, or change the value there.',
    retry: true,
  },
  mutability: {
    because: 'it would have changed what cannot be changed',
    why: 'Some attributes are set by the service, and required ones cannot be removed.',
    next: 'Remove the attribute, which the answer names, from the attribute mapping of the identity provider.',
    retry: true,
  },
  invalidSyntax: {
    because: 'its body was not a SCIM document',
    why: 'The answer says which part has another form than expected.',
    next: 'Compare the request below with the answer.',
  },
  invalidPath: {
    because: 'it named a path that was not understood',
    why: 'A path is an attribute, its sub-attribute or a value filter, such as emails[type eq "work"].value.',
    next: 'Correct the target attribute in the attribute mapping of the identity provider.',
    retry: true,
  },
  noTarget: {
    because: 'what it wanted to change was not there',
    why: 'The path of an operation matched no value.',
    next: 'Compare the path in the request with what the user or group holds.',
  },
  invalidValue: {
    because: 'a value was not accepted',
    why: 'The answer names the attribute, the value and what is accepted.',
    next: 'Correct the value or its mapping in the identity provider.',
    retry: true,
  },
  invalidVers: {
    because: 'it spoke SCIM 1.x',
    why: 'Only SCIM 2.0 is served.',
    next: 'Choose SCIM 2.0 in the identity provider.',
    retry: true,
  },
  sensitive: {
    because: 'it put personal data into the address',
    why: 'Addresses are kept in many logs, so what is sensitive belongs in the body.',
    next: 'Let the client send the search as POST to /.search.',
  },
  invalidCursor: {
    because: 'its cursor was not one of ours',
    why: 'A cursor belongs to the list and the filter that it was given out for.',
    next: 'Let the client start the list again without a cursor.',
  },
  expiredCursor: {
    because: 'its cursor had expired',
    why: 'A cursor is good for a limited time.',
    next: 'Let the client start the list again without a cursor.',
  },
  invalidCount: {
    because: 'it asked for a page of a size that is not accepted',
    why: 'A cursor goes on with pages of the size it began with, up to the largest page.',
    next: 'Let the client ask for a count within the limits that ServiceProviderConfig names.',
  },
}

const byStatus: Readonly<Record<number, Known>> = {
  400: {
    because: 'the request was not understood',
    why: 'The answer to the identity provider says what was wrong.',
    next: 'Compare the request below with the answer.',
  },
  401: {
    because: 'we did not recognise its bearer token for this endpoint',
    why: 'The two usual causes: the token was replaced by a newer one, or the endpoint is that of another identity provider.',
    next: 'Copy the SCIM Service Provider Endpoint and the token from the same IdP Configuration, or generate a new token there.',
    retry: true,
  },
  403: {
    because: 'this was not allowed',
    why: 'The answer to the identity provider says what stands against it.',
    next: 'See whether the identity provider and SCIM Sync are enabled in Edit IdP Configuration.',
    retry: true,
  },
  404: {
    because: 'there was nothing at this address',
    why: 'The answer names what exists instead.',
    next: 'Copy the SCIM Service Provider Endpoint again from Edit IdP Configuration.',
    retry: true,
  },
  405: {
    because: 'this address did not answer that method',
    why: 'Single users and groups are read, replaced, changed and deleted; new ones are sent to the whole list.',
    next: 'The answer names the methods; the client may have left out the id.',
  },
  409: {
    because: 'it contradicted what is here',
    why: 'The answer to the identity provider names what stands against it.',
    next: 'Compare the request below with the answer.',
    retry: true,
  },
  412: {
    because: 'the resource had changed since it was read',
    why: 'The client asked for the change on condition that nobody else had made one (If-Match).',
    next: 'Nothing: the client reads the resource again and repeats its change.',
  },
  413: {
    because: 'its body was too large',
    why: 'The answer names the largest size.',
    next: 'Let the client send fewer members or values in one request, several requests instead of one.',
  },
  415: {
    because: 'its body was not sent as JSON',
    why: 'application/scim+json and application/json are accepted, with a charset or without, uncompressed.',
    next: 'Set the content type in the identity provider to application/scim+json.',
    retry: true,
  },
  429: {
    because: 'it sent more requests a second than this identity provider may',
    why: 'The answer told it how many seconds to wait (Retry-After), and clients that heed it repeat the request themselves.',
    next: 'Nothing, unless it goes on for hours: then raise the requests per second in Edit IdP Configuration.',
  },
  500: FAILED,
  501: {
    because: 'this part of SCIM was not offered',
    why: 'ServiceProviderConfig says what is; the answer names what to use instead.',
    next: 'Switch the feature off in the client, or let it use /Users and /Groups.',
  },
  503: {
    because: 'the service could not write at this moment',
    why: 'The store was busy or not to be reached. Nothing of the request was applied, and the answer said when to try again.',
    next: 'Nothing, unless it repeats: then look at the health page and the server log.',
    retry: true,
  },
}
