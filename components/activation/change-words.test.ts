import { expect, test } from 'vitest'
import { lineWords, pageOfThing } from './change-words.ts'

test('fields are called what their forms call them, and values told in words', () => {
  const told = (kind: Parameters<typeof lineWords>[0], field: string, value: unknown) => {
    const { label, text } = lineWords(kind, field)
    return `${label}: ${text(value)}`
  }
  expect(told('idp', 'scimSync', true)).toBe('SCIM Sync: Enabled')
  expect(told('idp', 'domains', ['a.example', 'b.example'])).toBe('Authentication Domains: a.example\nb.example')
  expect(told('policy', 'isEnabled', false)).toBe('Status: Disabled')
  expect(told('policy', 'position', 1_200)).toBe('Rule Order: 1,200')
  expect(told('location', 'someNewField', 'x')).toBe('Some new field: x')
  expect(told('application', 'ports', undefined)).toBe('Ports: ')
})

test('each thing is edited on the page of its kind', () => {
  expect(pageOfThing({ kind: 'policy', id: 'r1', policy: 'forwarding' })).toBe('/policy/client-forwarding?row=r1')
  expect(pageOfThing({ kind: 'policy', id: 'r1', policy: 'timeout' })).toBe('/policy/timeout?row=r1')
  expect(pageOfThing({ kind: 'setting', id: 'authentication', policy: undefined })).toBe('/authentication/settings')
})
