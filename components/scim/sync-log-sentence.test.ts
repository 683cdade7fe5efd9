import { expect, test } from 'vitest'
import { type LoggedRequest, syncLogSentence } from './sync-log-sentence.ts'

const base: LoggedRequest = {
  idpName: 'Okta',
  method: 'PATCH',
  status: 200,
  entityType: 'User',
  entityName: 'dana@example.com',
  detail: null,
  changes: [],
}

test.each<[Partial<LoggedRequest>, string]>([
  [{ method: 'POST', status: 201 }, 'Okta created the user dana@example.com.'],
  [{ method: 'DELETE', status: 204, entityType: 'Group', entityName: 'Ops' }, 'Okta deleted the group Ops.'],
  [
    { changes: [{ path: 'active', before: true, after: false }] },
    'Okta deactivated the user dana@example.com. SCIM-based access stopped.',
  ],
  [{ changes: [{ path: 'active', before: false, after: true }] }, 'Okta reactivated the user dana@example.com.'],
  [{}, 'Okta sent the user dana@example.com as we already had it. Nothing changed.'],
  [
    {
      changes: [
        { path: 'title', after: 'x' },
        { path: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department' },
      ],
    },
    'Okta changed title and department of the user dana@example.com.',
  ],
  [
    { changes: ['a', 'b', 'c', 'd', 'e'].map((path) => ({ path })) },
    'Okta changed a, b, c and 2 more attributes of the user dana@example.com.',
  ],
  [
    { method: 'POST', status: 409 },
    'Okta tried to create the user dana@example.com. The request was rejected, and nothing changed.',
  ],
  [
    { method: 'PUT', status: 503, entityType: null },
    'Okta tried to replace a resource. We could not answer, and nothing changed.',
  ],
  [
    { method: 'GET', status: 401 },
    'A caller whose bearer token was not recognised sent a GET request. It was refused.',
  ],
])('%o', (change, sentence) => {
  expect(syncLogSentence({ ...base, ...change })).toBe(sentence)
})
