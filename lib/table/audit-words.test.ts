import { expect, test } from 'vitest'
import { auditActionLabel, auditResourceLabel, auditWords, type AuditWord } from './audit-words.ts'

test.each([
  ['session.create', 'Sign In'],
  ['session.end', 'Sign Out'],
  ['session.refuse', 'Sign In Failure'],
  ['idp.create', 'Create'],
  ['administrator.reset-mfa', 'Reset'],
  ['token.rotate', 'Rotate'],
  ['table.download', 'Download'],
  ['seed.run', 'Run'],
])('%s reads as %s', (action, label) => expect(auditActionLabel(action)).toBe(label))

test('no verb stands under two words', () => {
  const verbs = auditWords.flatMap((word: AuditWord) => [...(word.verbs ?? []), ...(word.exact ?? [])])
  expect(new Set(verbs).size).toBe(verbs.length)
})

test.each([
  ['idp', 'IdP Configuration'],
  ['access-rule', 'Access Rule'],
])('%s is a %s', (type, label) => expect(auditResourceLabel(type)).toBe(label))
