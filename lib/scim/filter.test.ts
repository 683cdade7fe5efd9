import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isScimError } from './errors.ts'
import { matches } from './evaluate.ts'
import { COMPARE_OPERATORS, parseFilter, printFilter, type Filter } from './filter.ts'
import cases from './fixtures/filters.json' with { type: 'json' }
import { resolveFilter } from './resolve.ts'
import { cpuMs } from './testing.ts'

const answers = (text: string): boolean => matches(resolveFilter('User', parseFilter(text)), cases.resource)

const refusal = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    if (isScimError(error)) return error
    throw error
  }
  throw new Error('nothing was refused')
}

test.each(cases.matching)('%s matches', (text) => expect(answers(text)).toBe(true))

test.each(cases.notMatching)('%s does not match', (text) => expect(answers(text)).toBe(false))

test.each(cases.invalid as [string, number][])('%s is refused, naming column %i', (text, column) => {
  const error = refusal(() => answers(text))
  expect(error).toMatchObject({ status: 400, scimType: 'invalidFilter' })
  expect(error.detail).toMatch(new RegExp(`column ${column}\\b`))
})

test('and binds tighter than or, not tighter than both', () => {
  expect(parseFilter('a pr or b pr and not c pr')).toMatchObject({
    kind: 'or',
    operands: [{ path: 'a' }, { kind: 'and', operands: [{ path: 'b' }, { kind: 'not', operand: { path: 'c' } }] }],
  })
})

test.each([
  ['longer than 4 KiB', `userName eq "${'x'.repeat(4096)}"`],
  ['longer than 4 KiB in bytes', `userName eq "${'é'.repeat(2048)}"`],
  ['nested too deeply', `${'('.repeat(500)}a pr${')'.repeat(500)}`],
  ['a chain of not', `${'not '.repeat(500)}a pr`],
  ['too many conditions', Array(300).fill('id pr').join(' or ')],
])('a filter %s is refused', (_, text) => {
  expect(refusal(() => parseFilter(text))).toMatchObject({ status: 400, scimType: 'invalidFilter' })
})

test('a comparison says what to compare with', () => {
  expect(resolveFilter('User', parseFilter('EMAILS[Type eq "Work"].Value eq "Ä@X"'))).toMatchObject({
    kind: 'some',
    attribute: 'emails',
    filter: {
      kind: 'and',
      operands: [
        { kind: 'compare', attribute: 'emails.type', value: 'Work', key: 'work' },
        { kind: 'compare', attribute: 'emails.value', value: 'Ä@X', key: 'ä@x', caseExact: false, type: 'string' },
      ],
    },
  })
  expect(resolveFilter('Group', parseFilter('members eq "7"'))).toMatchObject({
    attribute: 'members.value',
    caseExact: true,
  })
})

const name = fc.constantFrom('userName', 'emails.value', 'name.familyName', 'urn:x:y:2.0:User:title', '$ref')
const value = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
  )
  .filter((value) => typeof value !== 'string' || (value.isWellFormed() && !value.includes('\u0000')))

const { filter: anyFilter } = fc.letrec<{ filter: Plain; leaf: Plain }>((tie) => ({
  leaf: fc.oneof(
    fc.record({ kind: fc.constant('present' as const), path: name }),
    fc.record({ kind: fc.constant('compare' as const), path: name, op: fc.constantFrom(...COMPARE_OPERATORS), value }),
  ),
  filter: fc.oneof(
    { maxDepth: 4 },
    tie('leaf'),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      operands: fc.array(tie('filter'), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('not' as const), operand: tie('filter') }),
    fc.record({ kind: fc.constant('some' as const), path: name, filter: tie('leaf') }),
  ),
}))
/** A filter without its columns. */
type Plain = { kind: Filter['kind']; [key: string]: unknown }

const plain = (filter: Filter): Plain =>
  JSON.parse(JSON.stringify(filter, (key, value: unknown) => (/column$/i.test(key) ? undefined : value))) as Plain

test('a printed filter parses to the same filter', () => {
  fc.assert(
    fc.property(anyFilter, (filter) => {
      const expected = JSON.parse(JSON.stringify(filter)) as Plain
      const limits = { maxBytes: 1e6, maxConditions: 1000, maxNesting: 100 }
      expect(plain(parseFilter(printFilter(filter as unknown as Filter), limits))).toEqual(expected)
    }),
  )
})

const soup = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'userName',
        'emails',
        'active',
        ' ',
        'eq',
        'and',
        'or',
        'not',
        '(',
        ')',
        '[',
        ']',
        '"x"',
        '.value',
        'pr',
        'true',
        '"',
        '\\',
        '5',
      ),
      fc.string(),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(' '))

test('whatever the text, parsing and resolving give a filter or a ScimError', () => {
  fc.assert(
    fc.property(soup, (text) => {
      try {
        matches(resolveFilter('User', parseFilter(text)), cases.resource)
      } catch (error) {
        expect(error).toMatchObject({ name: 'ScimError', status: 400, scimType: 'invalidFilter' })
      }
    }),
    { numRuns: 2000 },
  )
})

test('hostile filters are answered at once', () => {
  const texts = ['('.repeat(4000), '"'.repeat(4000), `a eq "${'\\'.repeat(4000)}`, '1'.repeat(4000), 'not'.repeat(1300)]
  const all = () => texts.map((text) => refusal(() => parseFilter(text)).scimType)
  expect(all()).toEqual(texts.map(() => 'invalidFilter'))
  expect(cpuMs(all)).toBeLessThan(200)
})
