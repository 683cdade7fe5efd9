import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cap, redactBody } from './redact.ts'
import { cpuMs } from './testing.ts'

const token = `scim${'aB3'.repeat(17)}`

test.each([
  ['{"userName":"x","password":"hunter2"}', '{"userName":"x","password":"[redacted]"}'],
  ['{"PassWord":"hunter2"}', '{"PassWord":"[redacted]"}'],
  ['{"\\u0070assword":"hunter2"}', '{"password":"[redacted]"}'],
  ['{"a":[{"clientSecret":{"b":"hunter2"}}]}', '{"a":[{"clientSecret":"[redacted]"}]}'],
  [
    '{"Operations":[{"op":"replace","path":"password","value":"hunter2"}]}',
    '{"Operations":[{"op":"replace","path":"password","value":"[redacted]"}]}',
  ],
  [
    '{"Operations":[{"op":"replace","Value":"hunter2","Path":"urn:x:User:password"}]}',
    '{"Operations":[{"op":"replace","Value":"[redacted]","Path":"urn:x:User:password"}]}',
  ],
  [`{"nickName":"${token}"}`, '{"nickName":"[redacted]"}'],
  ['{"nickName":"Bearer abc.def"}', '{"nickName":"[redacted]"}'],
  ['{"nickName":"eyJhbGciOiJI.eyJzdWIiOiIx.c2ln"}', '{"nickName":"[redacted]"}'],
  ['{"password":null}', '{"password":null}'],
  [
    `not json ${token} "password": "hun\\"ter2", "password": "hunter2`,
    'not json [redacted] "password": "[redacted]", "password": "[redacted]"',
  ],
  [
    '{"userName":"scimitar@example.com","title":"Token economist"}',
    '{"userName":"scimitar@example.com","title":"Token economist"}',
  ],
])('%s', (body, expected) => {
  expect(redactBody(body)).toBe(expected)
  expect(redactBody(expected)).toBe(expected)
})

test('a value is redacted as its text would be', () => {
  expect(redactBody({ password: 'x', a: [token] })).toBe('{"password":"[redacted]","a":["[redacted]"]}')
})

test('a long body is searched as text, soon', () => {
  const body = `{"password":"hunter2","members":[${'{"value":"0198c0de"},'.repeat(100_000)}{}]}`
  expect(redactBody(body)).not.toContain('hunter2')
  expect(cpuMs(() => redactBody(body))).toBeLessThan(500)
})

test('hostile text is searched in linear time', () => {
  const texts = ['"pass'.repeat(50_000), '"password":"'.repeat(20_000), 'Bearer '.repeat(30_000), 'eyJ'.repeat(80_000)]
  expect(cpuMs(() => texts.map((text) => redactBody(text)))).toBeLessThan(1500)
})

test('cap keeps within its bytes and between characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.integer({ min: 64, max: 400 }), (text, max) => {
      const capped = cap(text, max)
      const size = Buffer.byteLength(text)
      if (size <= max) expect(capped).toBe(text)
      else {
        expect(Buffer.byteLength(capped)).toBeLessThanOrEqual(max)
        expect(capped).toContain('characters in all')
        expect(capped.isWellFormed()).toBe(text.isWellFormed())
      }
    }),
  )
})
