import { expect, test } from 'vitest'
import { listGuides } from './guides.ts'
import { searchGuides } from './search-guides.ts'

const found = async (text: string) =>
  (await searchGuides(text)).map(({ slug, anchor }) => (anchor ? `${slug}#${anchor}` : slug))

test.each([
  ['push groups', 'okta-zpa#then-groups'],
  ['memberOf regex', 'okta-zia#add-the-app'],
  ['PROVISION_OUT_OF_SYNC_USERS', 'okta-zpa#people-who-do-not-arrive'],
  ['retry selected', 'okta-zpa#tasks-and-retries'],
  ['quarantine', 'entra-id#what-entra-does-so-that-nothing-surprises'],
  ['SAML-504', 'saml-troubleshooting#saml-504--the-user-is-not-provisioned'],
  ['force activate', 'activation#a-draft'],
])('"%s" finds %s among the first', async (text, part) => expect((await found(text)).slice(0, 4)).toContain(part))

test('part of a word and a slip of the pen find as well', async () => {
  expect(await found('quarant')).toContain('entra-id#what-entra-does-so-that-nothing-surprises')
  expect(await found('quarantene')).toContain('entra-id#what-entra-does-so-that-nothing-surprises')
  expect(await searchGuides('quarantene', { isStrict: true })).toEqual([])
})

test('each finding has some of its text with the words marked, and leads to a heading that is there', async () => {
  const guides = new Map(listGuides().map((guide) => [guide.slug, JSON.stringify(guide.tree)]))
  const findings = await searchGuides('bearer token')
  expect(findings.length).toBeGreaterThan(4)
  for (const { slug, anchor, snippet } of findings) {
    expect(snippet.some(({ isMatch }) => isMatch)).toBe(true)
    expect(snippet.map(({ text }) => text).join('').length).toBeLessThan(220)
    if (anchor !== undefined) expect(guides.get(slug)).toContain(`"id":"${anchor}"`)
  }
})

test('placeholders are searched by their words', async () => {
  const text = JSON.stringify(await searchGuides('SCIM Service Provider Endpoint'))
  expect(text).toContain('Endpoint')
  expect(text).not.toContain('{{')
})

test.each(['', '   ', '()*[?', 'xyzzyplugh', 'a'.repeat(5_000)])(
  '"%.10s" finds nothing and harms nothing',
  async (text) => {
    expect(await searchGuides(text)).toEqual([])
  },
)
