import { expect, test } from 'vitest'
import { scimAddress } from './scim-address.ts'

const at = (organisationId: string, idpId: string, basePath: string, path: string, query = '') => ({
  organisationId,
  idpId,
  basePath,
  path,
  query,
})

test.each([
  ['/scim/1/21/v2/Users?count=2', at('1', '21', '/scim/1/21/v2', '/Users', 'count=2')],
  ['/scim/1/21/v2', at('1', '21', '/scim/1/21/v2', '')],
  ['/1/21/scim/Users/7#x', at('1', '21', '/1/21/scim', '/Users/7')],
  ['/scim/1/21/v2//Users?a=//b', at('1', '21', '/scim/1/21/v2', '/Users', 'a=//b')],
  ['/1/21/scim///Groups//x', at('1', '21', '/1/21/scim', '/Groups//x')],
  ['/1/scim', at('1', '', '/1/scim', '')],
  ['/1/scim/Users?x', at('1', '', '/1/scim', '/Users', 'x')],
  ['/scim/v2/Users', at('', '', '/scim', '/v2/Users')],
  ['/scim/1/216172782113783001/Users?count=2', at('', '', '/scim', '/1/216172782113783001/Users')],
  ['/1/216172782113783001/v2/Users', at('', '', '', '/1/216172782113783001/v2/Users')],
  ['/1/216172782113783001', at('', '', '', '/1/216172782113783001')],
  ['/1/v2/Users?count=2', at('', '', '', '/1/v2/Users')],
  ['/Users?count=2', at('', '', '', '/Users')],
  ['/v2/Groups/7', at('', '', '', '/v2/Groups/7')],
  ['/users', undefined],
  ['/1/216', undefined],
  ['/Userspace', undefined],
  ['/ServiceProviderConfig', undefined],
  ['/authentication/scim/users', undefined],
  ['/1/scimitar', undefined],
  ['/scimitar', undefined],
] as const)('%s', (target, expected) => expect(scimAddress(target)).toEqual(expected))
