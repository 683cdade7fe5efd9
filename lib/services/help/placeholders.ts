import { env } from '#lib/env.ts'
import type { IdpView } from '../idps/index.ts'

/** What a guide may leave open as `{{name}}`: its label in the portal, and what is read where no IdP is chosen. */
export const placeholders = {
  'scim-endpoint': words('SCIM Service Provider Endpoint'),
  'base-url': words('Base URL'),
  'organization-id': words('Organization ID'),
  'idp-id': words('IdP ID'),
  'organization-and-idp-id': { label: '<Organization ID>/<IdP ID>', words: '<Organization ID>/<IdP ID>' },
  'token-url': words('Token URL'),
  'client-id': words('Client ID'),
  'acs-url': words('Service Provider URL'),
  'entity-id': words('Service Provider Entity ID'),
  'sp-metadata-url': { label: 'metadata address', words: 'the address of the SP Metadata' },
  domain: { label: 'Authentication Domain', words: 'example.com' },
  'rollcall-url': words('address of Rollcall'),
  'rollcall-host': words('host name of Rollcall'),
} as const

function words(label: string): { label: string; words: string } {
  return { label, words: `the ${label}` }
}

export type Placeholder = keyof typeof placeholders
export type GuideValues = Partial<Record<Placeholder, string>>

/** What is known of an IdP. Tokens and secrets are not: a guide is shown, printed and sent on. */
type IdpFacts = Pick<
  IdpView,
  'id' | 'name' | 'organisationId' | 'endpoint' | 'baseUrl' | 'tokenUrl' | 'spUrl' | 'spEntityId' | 'domains'
>

/** The values of one IdP, or those that hold for all of them. */
export function guideValues(idp: IdpFacts | undefined): GuideValues {
  const { url } = env()
  const everywhere: GuideValues = { 'rollcall-url': url, 'rollcall-host': new URL(url).hostname }
  if (!idp) return everywhere
  const [domain] = idp.domains
  return {
    ...everywhere,
    'scim-endpoint': idp.endpoint,
    'base-url': idp.baseUrl,
    'organization-id': idp.organisationId,
    'idp-id': idp.id,
    'organization-and-idp-id': `${idp.organisationId}/${idp.id}`,
    'token-url': idp.tokenUrl,
    'client-id': idp.id,
    'acs-url': idp.spUrl,
    'entity-id': idp.spEntityId,
    'sp-metadata-url': `${url}/saml/${idp.id}/metadata`,
    ...(domain === undefined ? {} : { domain }),
  }
}
