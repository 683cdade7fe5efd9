import { expect, test } from 'vitest'
import {
  errorBody,
  isScimError,
  methodNotAllowed,
  ScimError,
  show,
  unauthorized,
  unavailable,
  uniqueness,
} from './errors.ts'

test('an error body has its status as text, and no scimType where there is none', () => {
  expect(errorBody(uniqueness('taken'))).toEqual({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    scimType: 'uniqueness',
    detail: 'taken',
    status: '409',
  })
  expect(JSON.stringify(errorBody(new ScimError(404, undefined, 'gone')))).toBe(
    '{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"detail":"gone","status":"404"}',
  )
})

test('headers that belong to a refusal', () => {
  expect(methodNotAllowed('PUT', ['GET', 'POST'])).toMatchObject({ status: 405, headers: { Allow: 'GET, POST' } })
  expect(unauthorized('who').headers).toEqual({ 'WWW-Authenticate': 'Bearer realm="SCIM"' })
  expect(unavailable('busy', 0.2).headers).toEqual({ 'Retry-After': '1' })
})

test('an error is known by its shape, also when another copy of the module made it', () => {
  const other = Object.assign(new Error('x'), { name: 'ScimError', status: 400, detail: 'x', headers: {} })
  expect(isScimError(other)).toBe(true)
  expect(isScimError(new Error('x'))).toBe(false)
  expect(isScimError({ name: 'ScimError', status: 400 })).toBe(false)
})

test('values are shown on one line, whole characters only', () => {
  expect(show('a\nb')).toBe('"a\\nb"')
  expect(show(undefined)).toBe('nothing')
  expect(show('😀'.repeat(100)).isWellFormed()).toBe(true)
  expect(show('x'.repeat(100))).toHaveLength(61)
})
