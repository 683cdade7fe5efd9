import { expect, test } from 'vitest'
import { noticesOf } from './notices.ts'
import { scimUsers } from './scim-users.ts'

test.each([
  ['', []],
  ['userName=dana&status=active&range=7d&page=x&somethingElse=1', []],
  ['status=active,wicked', ['Status does not know all of “active,wicked”. What it does not know was left out.']],
  ['range=forever', ['Time Range does not know “forever”. It was left out.']],
  ['range=custom&from=yesterday', ['Time Range does not know “yesterday”. It was left out.']],
  ['status=&sort=&size=', []],
  ['sort=-userName,updatedAt&size=100', []],
  ['sort=weird', ['Rows cannot be sorted by all of “weird”. What is not known was left out.']],
  ['sort=userName,-weird', ['Rows cannot be sorted by all of “userName,-weird”. What is not known was left out.']],
  ['size=33', ['There are no pages of “33” rows. Choose from 20, 50, 100, 200.']],
])('%s', (query, notices) => {
  expect(noticesOf(scimUsers, new URLSearchParams(query))).toEqual(notices)
})

test('what was asked for is shortened', () => {
  const [notice = ''] = noticesOf(scimUsers, new URLSearchParams({ status: 'x'.repeat(5000) }))
  expect(notice.length).toBeLessThan(150)
})
