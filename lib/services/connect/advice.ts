import type { Trouble } from './diagnosis.ts'
import type { StepPlace } from './steps.ts'

export type Advice = { title: string; advice: string; place?: StepPlace }

/** What was wrong, and what to do about it. Of `other` the log tells more. */
export const adviceFor = (trouble: Exclude<Trouble, 'other'>, endpoint: string): Advice => {
  const { title, advice, place } = advices[trouble]
  return { title, advice: advice.replace('{endpoint}', endpoint), ...(place ? { place } : {}) }
}

const advices: Readonly<Record<Exclude<Trouble, 'other'>, Advice>> = {
  'no-token': {
    title: 'It came without a token',
    advice:
      'Choose the bearer token (HTTP header) as authentication in the IdP, and enter the token of this configuration there.',
    place: 'token',
  },
  'malformed-token': {
    title: 'Its Authorization header is not a bearer token',
    advice: 'Enter the token alone. Most IdPs put the word Bearer before it themselves; twice is once too often.',
    place: 'token',
  },
  'unknown-token': {
    title: 'Its token is not known here',
    advice:
      'It was mistyped, cut, replaced since, or is of another product. Enter the token again; if it was not kept, generate a new one and save it.',
    place: 'token',
  },
  'token-not-saved': {
    title: 'Its token was generated, but not saved yet',
    advice:
      'Press Save on the page that generated it, then let the IdP try again. If that page was left, generate a new token, press Save, and enter the new one in the IdP.',
    place: 'token',
  },
  'token-expired': {
    title: 'Its token has expired',
    advice: 'Generate a new token, press Save, and enter it in the IdP.',
    place: 'token',
  },
  'token-revoked': {
    title: 'Its token was deleted here',
    advice: 'Enter the token that took its place in the IdP, or generate a new one and save it.',
    place: 'token',
  },
  'client-secret': {
    title: 'It came with a client secret in place of a token',
    advice:
      'A client secret opens nothing by itself: let the IdP exchange it at the Token URL (OAuth 2.0 client credentials), or enter a bearer token.',
    place: 'token',
  },
  credentials: {
    title: 'Its client ID or client secret is not known here',
    advice: 'Copy the Client ID and a saved client secret of this configuration into the IdP again.',
    place: 'token',
  },
  'strayed-token': {
    title: 'Its token is right, but its address is that of another IdP',
    advice: 'In the IdP, replace the address by the SCIM Service Provider Endpoint of this configuration: {endpoint}',
    place: 'sync',
  },
  network: {
    title: 'It came from a network that the token is not accepted from',
    advice: 'If the caller is right, add its address to the allowed networks of the token.',
    place: 'token',
  },
  'sync-off': {
    title: 'SCIM Sync is off',
    advice: 'Its token is right. Enable SCIM Sync in this configuration and save, then let the IdP try again.',
    place: 'sync',
  },
  disabled: {
    title: 'This IdP is disabled',
    advice: 'Its token is right. Set Status to Enabled and save, then let the IdP try again.',
    place: 'sync',
  },
  'not-set-up': {
    title: 'The set-up of this IdP is not finished',
    advice: 'Its token is right. Resume the set-up and save its last tab, then let the IdP try again.',
    place: 'sync',
  },
  unpublished: {
    title: 'This IdP is not activated yet',
    advice: 'It is in a draft alone, and answers nobody before that is activated.',
    place: 'activation',
  },
  'path-without-v2': {
    title: 'Its address is wrong: a part of the endpoint is missing',
    advice: 'Replace the address in the IdP by the whole endpoint, which ends in /v2: {endpoint}',
    place: 'sync',
  },
  'path-without-ids': {
    title: 'Its address is wrong: it does not name this IdP',
    advice:
      'The address holds the number of the organization and that of the IdP. Enter the whole endpoint: {endpoint}',
    place: 'sync',
  },
  'path-doubled': {
    title: 'Its address is wrong: a part of it comes twice',
    advice: 'The IdP adds /Users and /Groups itself. Enter the endpoint with nothing after it: {endpoint}',
    place: 'sync',
  },
  path: {
    title: 'Its address is wrong: there is no such path below the endpoint',
    advice: 'The IdP adds /Users and /Groups itself. Enter the endpoint with nothing after it: {endpoint}',
    place: 'sync',
  },
  'media-type': {
    title: 'Its body is not sent as JSON',
    advice: 'Set the content type of its requests to application/scim+json. XML and forms are not taken.',
    place: 'logs',
  },
}
