import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSame, own, parseJson, clone, type JsonValue } from './json.ts'
import { cpuMs } from './testing.ts'

const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)

test.each([
  ['an empty body', '', 'invalidSyntax', 'empty'],
  ['a cut body', '{"userName": "x', 'invalidSyntax', 'line 1, column 16 · expected a closing double quote'],
  ['a missing comma', '{"a": 1\n "b": 2}', 'invalidSyntax', 'line 2, column 2 · expected "," or "}"'],
  ['a trailing comma', '{"a": 1,}', 'invalidSyntax', 'line 1, column 9 · expected an attribute name'],
  ['a missing colon', '{"a" 1}', 'invalidSyntax', 'line 1, column 6 · expected ":"'],
  ['bare text', 'hello', 'invalidSyntax', 'line 1, column 1 · expected a value'],
  ['text after the document', '{} {}', 'invalidSyntax', 'line 1, column 4 · expected nothing more'],
  ['a raw line break in text', '{"a": "x\ny"}', 'invalidSyntax', 'line 1, column 9'],
  ['a wrong escape', '{"a": "\\x"}', 'invalidSyntax', 'line 1, column 8 · expected a valid escape'],
  ['nesting of 33', deep(33), 'invalidSyntax', 'at most 32'],
  ['nesting without an end', '['.repeat(1_000_000), 'invalidSyntax', 'at most 32'],
  ['a __proto__ key', '{"name": {"__proto__": {"active": true}}}', 'invalidSyntax', 'name.__proto__'],
  ['an escaped __proto__ key', '{"\\u005f_proto__": 1}', 'invalidSyntax', '__proto__'],
  ['NUL in a value', '{"emails": [{"value": "a\\u0000b"}]}', 'invalidValue', 'emails[0].value'],
  ['NUL in a key', '{"a\\u0000b": 1}', 'invalidValue', 'NUL'],
  ['a lone surrogate in a value', '{"title": "\\ud83d"}', 'invalidValue', 'title'],
  ['a lone surrogate in a key', '{"\\udc00": 1}', 'invalidValue', 'surrogate'],
  ['a raw lone surrogate', '{"title": "\ud83d"}', 'invalidValue', 'surrogate'],
])('%s is refused', (_, text, scimType, detail) => {
  let thrown: unknown
  try {
    parseJson(text)
  } catch (error) {
    thrown = error
  }
  expect(thrown).toMatchObject({
    name: 'ScimError',
    status: 400,
    scimType,
    detail: expect.stringContaining(detail) as string,
  })
})

test.each([
  ['nesting of 32', deep(32)],
  ['brackets inside text', JSON.stringify({ a: `\\"${'['.repeat(50)}` })],
  ['a byte order mark', '\ufeff{"a":1}'],
  ['__proto__ as a value', '{"nickName": "__proto__"}'],
  ['an escaped pair of surrogates', '{"nickName": "\\ud83d\\ude00"}'],
])('%s is accepted', (_, text) => {
  expect(parseJson(text)).toEqual(JSON.parse(text.replace('\ufeff', '')))
})

test('any text gives what JSON.parse gives, or a ScimError', () => {
  const text = fc.oneof(
    fc.json(),
    fc.string({ unit: 'binary' }),
    fc.json().map((json) => json.slice(0, -1)),
    fc.json().map((json) => `${json},`),
  )
  fc.assert(
    fc.property(text, (text) => {
      try {
        expect(parseJson(text)).toEqual(JSON.parse(text.replace(/^\ufeff/, '')))
      } catch (error) {
        expect(error).toMatchObject({ name: 'ScimError', status: 400 })
      }
    }),
    { numRuns: 500 },
  )
})

test('own sees what a client sent, not what every object has', () => {
  expect(own({}, 'constructor')).toBeUndefined()
  expect(own({ constructor: 'x' }, 'constructor')).toBe('x')
})

test('isSame compares content; a clone is the same and shares nothing', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const original = value as JsonValue
      const copy = clone(original)
      expect(isSame(original, copy)).toBe(true)
      if (typeof original === 'object' && original !== null) expect(copy).not.toBe(original)
    }),
  )
  expect(isSame({ a: 1, b: [2] }, { b: [2], a: 1 })).toBe(true)
  expect(isSame({ a: 1 }, { b: 1 })).toBe(false)
  expect(isSame([1, 2], [2, 1])).toBe(false)
})

test('32 MiB of members are read within seconds', () => {
  const member = '{"value":"0198c0de-0000-7000-8000-000000000001","display":"somebody@example.com"},'
  const body = `{"members":[${member.repeat(Math.floor((32 * 1024 * 1024) / member.length))}{}]}`
  expect(cpuMs(() => parseJson(body))).toBeLessThan(3000)
})
