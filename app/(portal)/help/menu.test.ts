import { describe, expect, test } from 'vitest'
import { areas, overview } from '#components/shell/navigation.ts'
import { matchingGuide } from '#lib/services/help/index.ts'

const entries = [overview, ...areas.flatMap(({ sections }) => sections.flatMap((section) => section.entries))]
const menu = entries.flatMap(({ href, within = [] }) => [href, ...within.map((page) => page.href)])

describe('the matching guide', () => {
  test.each(menu)('there is one for %s', (path) => expect(matchingGuide(path)?.slug).toBeDefined())

  test.each([
    ['/', 'overview'],
    ['/policy/access', 'policies'],
    ['/authentication/idp-configuration/123/setup', 'idp-configuration'],
    ['/authentication/idp-configuration/123/held-requests', 'held-requests'],
    ['/authentication/idp-configuration/123/test', 'saml-troubleshooting'],
    ['/authentication/settings/administrators', 'administrator-sso'],
    ['/authentication/user-sessions/not-provisioned', 'user-sessions'],
    ['/authentication/scim/users/0198/x', 'scim-users-and-groups'],
    ['/user-management/import/7', 'user-management'],
    ['/account', 'account'],
  ])('of %s is %s', (path, slug) => expect(matchingGuide(path)?.slug).toBe(slug))

  test('there is none for a page that nobody wrote one for, and the overview’s is not above everything', () => {
    expect(matchingGuide('/design')).toBeUndefined()
  })
})
