import { expect, test } from 'vitest'
import type { ResourceType } from './catalog.ts'
import { parseFilter } from './filter.ts'
import { resolveAcross } from './resolve-across.ts'

const TYPES: readonly ResourceType[] = ['User', 'Group']
const settled = (filter: string) =>
  TYPES.map((type) => {
    const resolved = resolveAcross(type, TYPES, parseFilter(filter))
    return typeof resolved === 'boolean' ? resolved : 'open'
  })

test.each([
  ['meta.resourceType eq "User"', [true, false]],
  ['meta.resourceType ne "User"', [false, true]],
  ['meta.resourceType eq "user"', [false, false]],
  ['not (meta.resourceType eq "User")', [false, true]],
  ['userName eq "x"', ['open', false]],
  ['userName ne "x"', ['open', true]],
  ['userName pr', ['open', false]],
  ['userName eq null', ['open', true]],
  ['members.value eq "x"', [false, 'open']],
  ['displayName eq "x" and meta.resourceType eq "Group"', [false, 'open']],
  ['displayName eq "x" or meta.resourceType eq "Group"', ['open', true]],
  ['emails[type eq "work"]', ['open', false]],
  ['id eq "x"', ['open', 'open']],
])('%s', (filter, expected) => expect(settled(filter)).toEqual(expected))

test.each(['nonsense eq "x"', 'active gt true', 'meta.resourceType eq "User" and password eq "x"'])(
  '%s is refused for every type',
  (filter) => {
    for (const type of TYPES) {
      expect(() => resolveAcross(type, TYPES, parseFilter(filter))).toThrow(
        expect.objectContaining({ status: 400, scimType: 'invalidFilter' }),
      )
    }
  },
)
