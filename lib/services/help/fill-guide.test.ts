import { toString } from 'hast-util-to-string'
import { visit } from 'unist-util-visit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeIdp, createIdp, getIdpView, type IdpView, startIdp } from '../idps/index.ts'
import { dana, openIdpTestStore } from '../idps/testing.ts'
import { fillGuide, names } from './fill-guide.ts'
import { listGuides } from './guides.ts'
import { guideOfIdp, idpGuides, openGuide } from './index.ts'
import { guideValues, placeholders } from './placeholders.ts'
import { type Guide, readGuide } from './read-guide.ts'

let opened: Awaited<ReturnType<typeof openIdpTestStore>>
/** An IdP in each state that something else is known of it; and none. */
const states = new Map<string, IdpView | undefined>([['no IdP', undefined]])
let token: string | undefined

beforeAll(async () => {
  opened = await openIdpTestStore()
  const made = await createIdp({ name: 'Okta', scimSync: true, scimPolicy: false, domains: ['okta.example'] }, dana)
  token = made.token
  const draft = { usesArbitraryDomains: false, domains: [] }
  const paused = await startIdp({ ...draft, name: 'Paused', singleSignOn: 'user' }, dana)
  const admin = await startIdp({ ...draft, name: 'Admins', singleSignOn: 'admin', domains: ['admin.example'] }, dana)
  const other = await createIdp({ name: 'Other', scimSync: false, scimPolicy: false }, dana)
  await changeIdp(other.id, { settings: { hasOrgEntityId: true } }, dana)
  for (const [name, { id }] of Object.entries({ 'the default': made, paused, admin, 'org-specific': other })) {
    states.set(name, await getIdpView(id))
  }
})
afterAll(() => opened.close())

const guideOf = (body: string): Guide =>
  readGuide('a', `---\nlast-checked: 2026-11-22\ngroup: more\n---\n\n# Title\n\n${body}\n`)

/** Everything that a reader sees or copies. */
const shown = ({ tree }: { tree: Guide['tree'] }): string => {
  const copied: string[] = []
  visit(tree, 'element', ({ properties }) => {
    for (const value of [properties['dataValue'], properties['href']]) if (typeof value === 'string') copied.push(value)
  })
  return `${toString(tree)} ${copied.join(' ')}`
}

describe.each(['no IdP', 'the default', 'paused', 'admin', 'org-specific'])('with %s', (state) => {
  test('no guide leaves a placeholder', async () => {
    for (const { slug } of listGuides()) {
      const guide = await openGuide(slug, states.get(state))
      expect(shown(guide!), slug).not.toMatch(/\{\{|\}\}|%7B|undefined/)
    }
  })
})

test('each guide for an IdP has that IdP’s endpoint, and its addresses for SAML; never its token', async () => {
  const idp = states.get('the default')!
  expect(idpGuides().map(({ slug }) => slug)).toEqual([
    'okta-zpa',
    'okta-zia',
    'entra-id',
    'pingfederate',
    'sailpoint',
    'custom-client',
  ])
  for (const { slug } of idpGuides()) {
    const text = shown((await openGuide(slug, idp))!)
    expect(text, slug).toContain(slug === 'okta-zia' ? `${idp.organisationId}/${idp.id}` : idp.endpoint)
    if (slug !== 'sailpoint') {
      expect(text, slug).toContain(idp.spUrl)
      expect(text, slug).toContain(idp.spEntityId)
    }
    expect(token).toBeDefined()
    expect(text, slug).not.toContain(token)
  }
})

test('a value is copied whole, from a sentence, from code in it and from a block', () => {
  const { tree } = guideOf('At {{idp-id}}, or `{{scim-endpoint}}/Users`.\n\n```sh\ncurl {{scim-endpoint}}\n```')
  const filled = fillGuide(tree, { 'idp-id': '7', 'scim-endpoint': 'https://x/v2' })
  const values: unknown[] = []
  visit(filled, 'element', ({ properties }) => {
    if (properties['dataValue'] !== undefined) values.push([properties['dataValue'], properties['dataLabel']])
  })
  expect(values).toEqual([
    ['7', 'IdP ID'],
    ['https://x/v2/Users', 'value'],
  ])
  expect(toString(filled)).toContain('curl https://x/v2\n')
  // The guide itself stays as it is, for the next reader.
  expect(toString(tree)).toContain('{{idp-id}}')
})

test('without an IdP the words are read', () => {
  const { tree } = guideOf(
    'Enter {{scim-endpoint}}, or `{{base-url}}/Users`.\n\n```sh\ncurl {{organization-and-idp-id}}\n```',
  )
  expect(toString(fillGuide(tree, {}))).toBe(
    'Enter the SCIM Service Provider Endpoint, or <Base URL>/Users.curl <Organization ID>/<IdP ID>\n',
  )
})

test('without an IdP a label that stands before its value is read once', () => {
  const { tree } = guideOf(
    'Copy the **SCIM Service Provider Endpoint**: {{scim-endpoint}}. It is the IdP ID, {{idp-id}}, too.',
  )
  expect(toString(fillGuide(tree, {}))).toBe('Copy the SCIM Service Provider Endpoint. It is the IdP ID, too.')
  expect(toString(fillGuide(tree, { 'idp-id': '7' }))).toContain('the IdP ID, 7, too.')
})

test('a name that is no placeholder is refused', () => {
  expect(() => names('{{scim-endpont}}')).toThrow('not a placeholder')
  for (const { slug, tree } of listGuides()) expect(() => names(toString(tree)), slug).not.toThrow()
})

test('every placeholder is in use, and has a value for an IdP with a domain', () => {
  const used = new Set(listGuides().flatMap(({ tree }) => names(toString(tree))))
  const known = guideValues(states.get('the default'))
  for (const name of Object.keys(placeholders) as (keyof typeof placeholders)[]) {
    expect(known[name], name).toBeTruthy()
    expect(used, name).toContain(name)
  }
})

test.each([
  [{ name: 'Okta-prod' }, 'okta-zpa'],
  [{ name: 'Login', idpEntityId: 'http://www.okta.com/exk1' }, 'okta-zpa'],
  [{ name: 'Entra-ID' }, 'entra-id'],
  [{ name: 'Staff', idpEntityId: 'https://sts.windows.net/1/' }, 'entra-id'],
  [{ name: 'Ping-Federate' }, 'pingfederate'],
  [{ name: 'SailPoint' }, 'sailpoint'],
  [{ name: 'Shipping' }, 'custom-client'],
])('%o is connected by %s', (idp, slug) => {
  expect(guideOfIdp({ idpEntityId: '', singleSignOnUrl: '', metadataUrl: '', ...idp })).toBe(slug)
})
