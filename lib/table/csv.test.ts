import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvFileName, csvHeader, csvRecords, type CsvValue } from './csv.ts'

/** Reads a CSV back: quoted fields alone, as RFC 4180 §2 has them. */
const read = (text: string): string[][] =>
  text
    .split('\r\n"')
    .flatMap((part, at) => (at === 0 ? [part] : [`"${part}`]))
    .map((line) => [...line.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell = '']) => cell.replaceAll('""', '"')))

test.each<[string, CsvValue, string]>([
  ['text', 'Dana Reyes', '"Dana Reyes"'],
  ['a quote and a comma', 'Reyes, "Dana"', '"Reyes, ""Dana"""'],
  ['two lines', 'a\r\nb', '"a\r\nb"'],
  ['an instant', new Date('2026-03-02T09:00:00.123+02:00'), '"2026-03-02T07:00:00.123Z"'],
  ['a claim', true, '"true"'],
  ['a figure', -3, '"-3"'],
  ['nothing', null, '""'],
  ['less than nothing', undefined, '""'],
])('%s', (_, value, expected) => {
  expect(csvRecords([[value]])).toBe(`${expected}\r\n`)
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠x'])(
  '%j arrives as text',
  (value) => {
    expect(csvRecords([['a', value, 'b']])).toBe(`"a","'${value}","b"\r\n`)
  },
)

test('no text begins a formula, whatever it is, and all of it arrives', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\r\n"')),
      (text) => {
        const [[cell = ''] = []] = read(csvRecords([[text]]).slice(0, -2))
        expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/)
        expect([text, `'${text}`]).toContain(cell)
      },
    ),
  )
})

test('a file begins with the byte order mark and its labels', () => {
  expect(csvHeader(['SCIM User Name', 'Status'])).toBe('\uFEFF"SCIM User Name","Status"\r\n')
})

test.each([
  ['Okta (Production)', 'scim-users-okta-production-2026-11-22.csv'],
  ['Zürich/../../etc', 'scim-users-zu-rich-etc-2026-11-22.csv'],
  ['…"\r\nX: y', 'scim-users-x-y-2026-11-22.csv'],
  [undefined, 'scim-users-2026-11-22.csv'],
])('the file of %s', (subject, name) => {
  expect(csvFileName('scim-users', subject, new Date('2026-11-22T23:59:59Z'))).toBe(name)
})
