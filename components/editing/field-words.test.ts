import { expect, test } from 'vitest'
import { fieldWordsOf } from './field-words.ts'

const words = fieldWordsOf({
  name: 'Name',
  isEnabled: 'Status',
  domains: 'Domains',
  groupId: { label: 'Segment Group', text: (value) => (value === null ? 'None' : 'Intranet') },
})

test.each([
  ['name', 'Wiki', 'Name', 'Wiki'],
  ['isEnabled', false, 'Status', 'Disabled'],
  ['domains', ['a.example', 'b.example'], 'Domains', 'a.example\nb.example'],
  ['groupId', null, 'Segment Group', 'None'],
  ['ports', 443, 'ports', '443'],
])('%s, %j', (field, value, label, text) => {
  expect({ label: words(field).label, text: words(field).text(value) }).toEqual({ label, text })
})
