import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { recogniseClient } from '#lib/scim/clients.ts'
import { explain } from '#lib/scim/explain.ts'
import { SyncLogDetail, type SyncLogDetailView } from './sync-log-detail.tsx'

const row = {
  id: '0198c0de-0000-7000-8000-000000000009',
  at: '2026-11-20T08:00:00.000Z',
  method: 'PATCH',
  url: '/scim/1/216199618143191040/v2/Users/7f3c',
  entityType: 'User' as const,
  entityId: '7f3c',
  entityName: '<b>dana</b>',
  externalId: null,
  status: 200,
  scimType: null,
  detail: null,
  durationMs: 3,
  address: '192.0.2.7',
  userAgent: 'Okta SCIM Client 1.0.0',
  tokenHint: '4f2a',
  request: null,
  response: null,
  changes: [],
  notes: [],
}

const render = (more: Partial<SyncLogDetailView>) => {
  const log = { ...row, ...more }
  const client = recogniseClient({ ...log, path: '/Users/7f3c', query: '', body: log.request })
  const explanation = explain({ ...log, idpName: 'Okta Workforce', client: client.client })
  return renderToStaticMarkup(<SyncLogDetail log={{ ...log, idpId: '1', client, explanation, curl: '' }} />)
}

test('a resync that changed nothing says so, and by whom it was sent', () => {
  const html = render({})
  expect(html).toContain('Okta Workforce sent the user <strong')
  expect(html).toContain('&lt;b&gt;dana&lt;/b&gt;</strong> as we already had it. No change.')
  expect(html).toContain('>No change</span>')
  expect(html).toContain('Okta, recognised by its User-Agent')
})

test('a refusal says why, what to do, and what the identity provider was told', () => {
  const html = render({ status: 404, detail: 'There is no user 7f3c in this identity provider', userAgent: '' })
  expect(html).toContain('because no such user or group was in this identity provider. Nothing changed.')
  for (const label of ['Why', 'What to do', 'Answer to the identity provider']) expect(html).toContain(`${label}</dt>`)
  expect(html).toContain('Custom, or not to be told from this request')
  expect(html).not.toContain('>No change</span>')
})
