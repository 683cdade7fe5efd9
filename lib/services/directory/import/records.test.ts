import { expect, test } from 'vitest'
import { joinNames, readHeader, readRecord, splitNames, template } from './format.ts'
import { csvRecordsOf, type CsvRecord } from './records.ts'

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
}

const read = async (text: string | Uint8Array, size = 7): Promise<CsvRecord[]> => {
  const records: CsvRecord[] = []
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  for await (const record of csvRecordsOf(inPieces(bytes, size))) records.push(record)
  return records
}

test.each([1, 2, 3, 1_000])('records with the line they begin on, from pieces of %i bytes', async (size) => {
  const text =
    '\uFEFFUser ID,Comments\r\na@b.example,"two\r\nlines"\r\n\r\nzoë@b.example,"say ""hi"""\r\nlast@b.example,'
  expect(await read(text, size)).toEqual([
    { line: 1, cells: ['User ID', 'Comments'] },
    { line: 2, cells: ['a@b.example', 'two\nlines'] },
    { line: 5, cells: ['zoë@b.example', 'say "hi"'] },
    { line: 6, cells: ['last@b.example', ''] },
  ])
})

test.each([
  ['a comma', 'Name,Comments\nx,y'],
  ['a semicolon', 'Name;Comments\nx;y'],
  ['a tab', 'Name\tComments\nx\ty'],
])('separated by %s', async (_what, text) => {
  expect((await read(text, 100))[1]?.cells).toEqual(['x', 'y'])
})

test.each([
  ['a quote that never closes', 'Name\nx\n"open\ny\n', /Line \d: a quote is opened and never closed/],
  ['a quote amid a cell', 'Name\nx"y\n', /Line 2: a quote is in the middle/],
  ['a record without end', `Name\n"${'x'.repeat(70_000)}"\n`, /longer than 65,536/],
  ['another encoding', new Uint8Array([0x4e, 0x61, 0x6d, 0x65, 0x0a, 0xe9, 0x0a]), /not in UTF-8/],
  ['UTF-16', new Uint8Array([0xff, 0xfe, 0x4e, 0x00]), /CSV UTF-8/],
  ['a spreadsheet instead of a CSV', new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0x00, 0x00]), /not a CSV/],
])('%s is told where it is', async (_what, text, message) => {
  await expect(read(text, 100)).rejects.toThrow(message)
})

test('names with what separates them survive', () => {
  const names = ['Visitors', 'a;b', String.raw`back\slash`, 'ends with \\']
  expect(splitNames(joinNames(names))).toEqual(names)
  expect(splitNames(' ; Visitors ;; Night shift;')).toEqual(['Visitors', 'Night shift'])
})

test('the header says which columns are meant, whatever their case and order', () => {
  expect(readHeader('users', ['status', ' USER ID ', 'Source'])).toMatchObject({
    fields: ['active', 'userName', undefined],
    source: 2,
  })
  expect(readHeader('users', ['User ID', 'Shoe size'])).toMatch(/“Shoe size”.*Known are User ID, User Name/)
  expect(readHeader('users', ['User Name'])).toMatch(/no column User ID/)
  expect(readHeader('groups', ['Name', 'name'])).toMatch(/twice/)
})

test('a cell that an export kept from being a formula is what it was; an unknown status is told', () => {
  const header = readHeader('users', ['User ID', 'User Name', 'Status'])
  if (typeof header === 'string') throw new Error(header)
  expect(readRecord(header, ['a@b.example', "'=1+1", 'INACTIVE'])).toEqual({
    entry: { userName: 'a@b.example', name: '=1+1', active: false },
    problems: [],
  })
  expect(readRecord(header, ['a@b.example', "'tis", 'on']).problems).toMatchObject([{ field: 'active' }])
})

test('every template can be imported', async () => {
  for (const kind of ['users', 'groups', 'departments'] as const) {
    const [first, second] = await read(template(kind))
    const header = readHeader(kind, first?.cells ?? [])
    if (typeof header === 'string') throw new Error(header)
    expect(readRecord(header, second?.cells ?? []).problems).toEqual([])
  }
})
