import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { refusalParts, refusals } from '#lib/saml/refusals.ts'

const guide = readFileSync(
  resolve(import.meta.dirname, '../../../docs/guides/saml-troubleshooting.md'),
  'utf8',
).replaceAll('\\_', '_')

// What a user was shown, what the log says and what the guide says are one text.
test('the troubleshooting guide has every refusal in its words, and no other', () => {
  const told = guide
    .split(/^#### /m)
    .slice(1)
    .map((part) => part.split(/^###? /m)[0]?.trim())
  const expected = refusals.map(({ code, title, forUser, advice }) => `${code} · ${title}\n\n> ${forUser}\n\n${advice}`)
  expect(told).toEqual(expected)
})

test('the portal’s Troubleshooting has the parts of the guide, and every code in one of them', () => {
  const parts = refusalParts()
  expect([...guide.matchAll(/^### (.+)$/gm)].map(([, title]) => title)).toEqual(parts.map(({ title }) => title))
  expect(parts.flatMap((part) => part.refusals)).toEqual(refusals)
})

test('codes are unique and in order', () => {
  const codes = refusals.map(({ code }) => code)
  expect(codes).toEqual([...new Set(codes)].sort())
})
