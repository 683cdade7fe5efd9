import { expect, test } from 'vitest'
import { isPermitted, type Permission, type Role, type ScimManagement } from './permissions.ts'

test.each<[Role, ScimManagement, Permission[]]>([
  ['owner', 'full', ['read', 'configure', 'provision', 'administer']],
  ['owner', 'read', ['read', 'configure', 'provision', 'administer']],
  ['editor', 'full', ['read', 'configure', 'provision']],
  ['editor', 'read', ['read', 'configure']],
  ['reader', 'full', ['read', 'provision']],
  ['reader', 'read', ['read']],
])('%s with SCIM Management %s may %j and nothing else', (role, scimManagement, permitted) => {
  for (const permission of ['read', 'configure', 'provision', 'administer'] as const)
    expect(isPermitted({ role, scimManagement }, permission)).toBe(permitted.includes(permission))
})
