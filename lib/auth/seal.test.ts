import { afterEach, expect, test, vi } from 'vitest'
import { seal, unseal } from './seal.ts'

const environment = vi.hoisted(() => ({ secret: 'a'.repeat(32) }))
vi.mock('#lib/env.ts', () => ({ env: () => environment }))

afterEach(() => {
  environment.secret = 'a'.repeat(32)
})

test.each(['', 'a private key', 'ключ 🔑', 'x'.repeat(10_000)])('gives back what was sealed', (text) => {
  expect(unseal(seal(text))).toBe(text)
})

test('hides the text, and never seals the same way twice', () => {
  const sealed = seal('planted-secret')
  expect(sealed).not.toContain('planted-secret')
  expect(Buffer.from(sealed.split('.')[1]!, 'base64url').toString('latin1')).not.toContain('planted')
  expect(seal('planted-secret')).not.toBe(sealed)
})

test('refuses what was changed anywhere', () => {
  const bytes = Buffer.from(seal('text').slice(3), 'base64url')
  for (let position = 0; position < bytes.length; position++) {
    const changed = Buffer.from(bytes)
    changed[position]! ^= 1
    expect(() => unseal(`v1.${changed.toString('base64url')}`)).toThrow('cannot be opened')
  }
  for (const wrong of ['', 'v1.', 'text', `v2.${bytes.toString('base64url')}`]) {
    expect(() => unseal(wrong)).toThrow('Not a sealed value')
  }
})

test('refuses what another ROLLCALL_SECRET sealed, and says so', () => {
  const sealed = seal('text')
  environment.secret = 'b'.repeat(32)
  expect(() => unseal(sealed)).toThrow('ROLLCALL_SECRET')
})
