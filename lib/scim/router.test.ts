import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchRoute } from './router.ts'

test.each([
  ['', { kind: 'root', allow: ['GET'] }],
  ['/', { kind: 'root' }],
  ['/Users', { kind: 'users', allow: ['GET', 'POST'] }],
  ['/Users/', { kind: 'users' }],
  ['Users', { kind: 'users' }],
  ['/users', { kind: 'users' }],
  ['/Users/0198c0de', { kind: 'user', id: '0198c0de', allow: ['GET', 'PUT', 'PATCH', 'DELETE'] }],
  ['/Users/a%40b', { kind: 'user', id: 'a@b' }],
  ['/Users/a@b', { kind: 'user', id: 'a@b' }],
  ['/Users/a%2540b', { kind: 'user', id: 'a%40b' }],
  ['/Users/.search', { kind: 'search', type: 'User', allow: ['POST'] }],
  ['/Groups/.search', { kind: 'search', type: 'Group' }],
  ['/.search', { kind: 'search', type: undefined }],
  ['/Groups', { kind: 'groups' }],
  ['/Groups/7', { kind: 'group', id: '7' }],
  ['/ServiceProviderConfig', { kind: 'service-provider-config', allow: ['GET'] }],
  ['/ResourceTypes', { kind: 'resource-types', id: undefined }],
  ['/ResourceTypes/User', { kind: 'resource-types', id: 'User' }],
  [
    '/Schemas/urn:ietf:params:scim:schemas:core:2.0:User',
    { kind: 'schemas', id: 'urn:ietf:params:scim:schemas:core:2.0:User' },
  ],
  ['/Bulk', { kind: 'bulk', allow: ['POST'] }],
  ['/Me', { kind: 'me' }],
])('%s', (path, expected) => expect(matchRoute(path)).toMatchObject(expected))

test.each([
  '//',
  '//Users',
  '/Users//7',
  '/Users//',
  '/Users/7/emails',
  '/Users/.',
  '/Users/..',
  '/Users/%2e%2e',
  '/Users/..%2fGroups',
  '/Users/a%2Fb',
  '/Users/a%5Cb',
  '/ServiceProviderConfig/x',
  '/Nonsense',
  '/constructor',
  '/__proto__',
  `/Users/${'x'.repeat(5000)}`,
])('%s leads nowhere', (path) => expect(matchRoute(path)).toEqual({ kind: 'unknown', allow: [] }))

test.each(['/Users/%', '/Users/%zz', '/Users/%ff', '/Users/%00', '/Users/a%0Ab'])('%s is refused', (path) => {
  expect(() => matchRoute(path)).toThrow(expect.objectContaining({ status: 400, scimType: 'invalidSyntax' }) as Error)
})

test('whatever the path, a route or a ScimError comes of it', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webPath()), (path) => {
      try {
        expect(matchRoute(path).kind).toBeTypeOf('string')
      } catch (error) {
        expect(error).toMatchObject({ name: 'ScimError', status: 400 })
      }
    }),
  )
})
