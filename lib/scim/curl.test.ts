import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { curlCommand } from './curl.ts'

test('a request as a command line, the token left out', () => {
  const url = `/scim/1/2/v2/Users?filter=userName eq "o'neil"`
  expect(curlCommand({ method: 'PATCH', url, request: `{"a":"it's"}` }, 'https://id.example')).toBe(
    [
      `curl -X PATCH 'https://id.example/scim/1/2/v2/Users?filter=userName eq "o'\\''neil"' \\`,
      `  -H "Authorization: Bearer $SCIM_TOKEN" \\`,
      `  -H 'Content-Type: application/scim+json' \\`,
      `  --data-raw '{"a":"it'\\''s"}'`,
    ].join('\n'),
  )
})

test('without a body nothing is sent', () => {
  expect(curlCommand({ method: 'DELETE', url: '/x', request: null }, 'https://id.example')).not.toMatch(/data|Content/)
})

test('whatever a body holds, a shell takes it as that text and runs nothing', () => {
  // A shell, with curl replaced by something that prints what it is given.
  const given = (command: string) =>
    execFileSync('sh', ['-c', `curl() { printf '%s\\0' "$@"; }\n${command}`], {
      env: { ...process.env, SCIM_TOKEN: 'secret-of-the-shell' },
    })
      .toString()
      .split('\0')
      .slice(0, -1)
  const hostile = fc.constantFrom(
    "'; touch /tmp/x; '",
    '$(id)',
    '`id`',
    '\\',
    '"',
    "'\\''",
    '\u001b[2J',
    '!!',
    '\n',
    '%s',
  )
  const text = fc.array(fc.oneof(hostile, fc.string({ maxLength: 6 })), { maxLength: 6 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, text, (path, request) => {
      const url = `/v2/${path.replaceAll(/\p{Cc}/gu, '')}`
      const command = curlCommand({ method: 'POST', url, request }, 'https://id.example')
      const seen = given(command)
      expect(seen.slice(0, 3)).toEqual(['-X', 'POST', `https://id.example${url}`])
      expect(seen.at(-1)).toBe(request.replaceAll(/(?![\n\t])\p{Cc}/gu, ' '))
      expect(seen).toHaveLength(9)
    }),
    { numRuns: 60 },
  )
})
