import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Client, clientLabels, recogniseClient, type SeenRequest, splitLoggedUrl } from './clients.ts'

const plain: SeenRequest = { method: 'GET', path: '/Users', query: '', userAgent: '' }
const patch = (...operations: object[]): Partial<SeenRequest> => ({
  method: 'PATCH',
  path: '/Users/7',
  body: JSON.stringify({ schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations }),
})
const post = (body: object): Partial<SeenRequest> => ({ method: 'POST', body: JSON.stringify(body) })

test.each<[string, Client, Partial<SeenRequest>]>([
  ['Okta by name', 'okta', { userAgent: 'Okta SCIM Client 1.0.0' }],
  ['Okta by what it creates', 'okta', post({ userName: 'a', groups: [], password: '[redacted]' })],
  ['Entra by its operations', 'entra', patch({ op: 'Replace', path: 'active', value: 'False' })],
  [
    'Entra by its group',
    'entra',
    post({ schemas: ['http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'] }),
  ],
  ['Entra by what it creates', 'entra', post({ userName: 'a', roles: [], meta: { resourceType: 'User' } })],
  [
    'Entra by its lookup',
    'entra',
    { path: '/Groups', query: 'excludedAttributes=members&filter=displayName%20eq%20%22a%22' },
  ],
  ['Entra by its test', 'entra', { query: 'filter=userName+eq+%2285b8e2c4-0e1d-4b4e-9d6f-0b4f1f0a6a11%22' }],
  ['Entra with its flag', 'entra-flag', patch({ op: 'replace', value: { 'name.givenName': 'A', displayName: 'B' } })],
  ['Entra with its flag in the URL', 'entra-flag', { query: 'aadOptscim062020' }],
  ['Ping by its filter', 'pingfederate', { query: 'filter=emails%20eq%20%22a%40b.example%22' }],
  ['SailPoint by what it reads', 'sailpoint', { path: '/ResourceTypes/User' }],
  ['OneLogin by its URNs', 'onelogin', post({ schemas: ['urn:scim:schemas:core:2.0'], userName: 'a' })],
  ['OneLogin by its query', 'onelogin', { query: 'filter=userName+eq+%22a%22&' }],
  ['JumpCloud by its removal', 'jumpcloud', patch({ op: 'remove', path: 'members', value: [{ value: '7' }] })],
  ['Google by name', 'google', { userAgent: 'Google-Auto-Provisioning' }],
  ['a name wins over habits', 'okta', { userAgent: 'Okta SCIM Client 1.0.0', ...patch({ op: 'Add', value: {} }) }],
  ['anybody', 'custom', { userAgent: 'curl/8.5.0', ...patch({ op: 'replace', path: 'active', value: false }) }],
  ['two a page, which many ask for', 'custom', { query: 'startIndex=1&count=2' }],
  ['a body that was cut', 'custom', { method: 'POST', body: '{"userName":"a… (70000 characters in all)' }],
  ['a query that cannot be decoded', 'custom', { query: 'filter=%E0%A4%A' }],
])('%s', (_, client, request) => {
  const recognised = recogniseClient({ ...plain, ...request })
  expect(recognised).toMatchObject({ client, label: clientLabels[client] })
  expect(recognised.because === undefined).toBe(client === 'custom')
})

const folder = join(import.meta.dirname, '../../e2e/dialogues')
const dialogues: [RegExp, Client[]][] = [
  [/^okta/, ['okta']],
  [/^entra-(scim-compliant-)?flag/, ['entra-flag', 'entra']],
  [/^entra/, ['entra', 'custom']],
  [/^onelogin/, ['onelogin']],
  [/^jumpcloud/, ['jumpcloud', 'custom']],
  [/^google/, ['google']],
  [/^pingfederate/, ['pingfederate', 'custom']],
  [/^sailpoint/, ['sailpoint', 'custom']],
]

// Some requests of a client could be anybody's; none may look like another client's.
test.each(readdirSync(folder).filter((file) => file.endsWith('.json') && !file.startsWith('reported')))(
  'requests of %s are nobody else’s',
  (file) => {
    const dialogue = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
      headers: Record<string, string>
      steps: { method: string; path: string; headers?: Record<string, string>; body?: object }[]
    }
    const expected = dialogues.find(([pattern]) => pattern.test(file))?.[1]
    const found = dialogue.steps.map((step) => {
      const [path = '', query = ''] = step.path.split('?')
      const { client } = recogniseClient({
        method: step.method,
        path,
        query: query.replaceAll('{{uuid}}', '85b8e2c4-0e1d-4b4e-9d6f-0b4f1f0a6a11'),
        userAgent: { ...dialogue.headers, ...step.headers }['User-Agent'] ?? '',
        body: step.body && JSON.stringify(step.body),
      })
      return client
    })
    expect(found.filter((client) => !expected?.includes(client) && client !== 'custom')).toEqual([])
    if (expected) expect(found).toContain(expected[0])
  },
)

test.each([
  ['/scim/1/216199618143191040/v2/Users/7?attributes=', { path: '/Users/7', query: 'attributes=' }],
  ['/1/216199618143191040/scim/Groups', { path: '/Groups', query: '' }],
  ['/scim/1/216199618143191040/v2/Users/.search', { path: '/Users/.search', query: '' }],
  ['/scim/1/216199618143191040/v2/.search', { path: '/.search', query: '' }],
  ['/scim/1/216199618143191040/v2/Other?path=/Users', undefined],
])('splitLoggedUrl: %s', (url, expected) => expect(splitLoggedUrl(url)).toEqual(expected))
