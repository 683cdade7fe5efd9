import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { exampleCurl, ofEndpoint } from './curl.ts'
import { keyOf, operationOf, targetOf } from './examples.ts'
import { printed } from './step.ts'
import { steps } from './steps.ts'

const endpoint = 'https://example.com/scim/1/2/v2'

/** What a shell would call curl with. */
const argumentsOf = (command: string): string[] =>
  execFileSync('sh', ['-c', `curl() { printf '%s\\0' "$@"; }\n${command}`], {
    env: { ...process.env, SCIM_TOKEN: 'the token', CLIENT_SECRET: 'the secret' },
  })
    .toString()
    .split('\0')
    .slice(0, -1)

test.each(steps.map((step) => [keyOf(step), step] as const))('%s, as a shell reads it', (_key, step) => {
  const { method, access } = operationOf(step)
  const command = exampleCurl(step, endpoint)
  const given = argumentsOf(command)
  const after = (flag: string) => given.flatMap((each, at) => (each === flag ? [given[at + 1]] : []))
  const isQuery = given.includes('-G')
  expect(isQuery ? 'GET' : after('-X')[0]).toBe(method)
  const url = new URL(given.find((each) => each.startsWith('https://')) ?? '')
  if (isQuery) {
    for (const pair of after('--data-urlencode')) {
      const [name = '', ...value] = pair!.split('=')
      url.searchParams.append(name, value.join('='))
    }
  }
  const wanted = new URL(endpoint + targetOf(step))
  expect([url.pathname, [...url.searchParams]]).toEqual([wanted.pathname, [...wanted.searchParams]])
  const headers = after('-H')
  expect(headers.includes('Authorization: Bearer the token')).toBe(access === 'bearer' && step.status !== 401)
  for (const [name, value] of Object.entries(step.headers ?? {})) expect(headers).toContain(`${name}: ${value}`)
  if (step.body === undefined) expect(after('--data-raw')).toEqual([])
  else expect(JSON.parse(after('--data-raw')[0] ?? '')).toEqual(step.body)
  if (step.form?.['client_secret'] === printed.secret) {
    expect(after('--data-urlencode')).toContain('client_secret=the secret')
    expect(command).not.toContain(printed.secret)
  }
})

test('what is printed is told of another endpoint', () => {
  expect(ofEndpoint(`${printed.endpoint}/Users ${printed.idpId}`, { endpoint, idpId: '2' })).toBe(`${endpoint}/Users 2`)
})
