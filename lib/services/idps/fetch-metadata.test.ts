import type { RequestListener } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { fetchMetadata, type FetchOptions } from './fetch-metadata.ts'
import { answering, openTlsServer, watchSockets } from './testing-tls.ts'

let answer: RequestListener
let server: Awaited<ReturnType<typeof openTlsServer>>
let attempts: string[]
beforeAll(async () => {
  server = await openTlsServer((request, response) => answer(request, response))
})
afterAll(() => server.close())
beforeEach(() => {
  vi.restoreAllMocks()
  attempts = watchSockets()
})

const reaching = (more: FetchOptions = {}): FetchOptions => ({
  allowedHosts: [`idp.example.com:${server.port}`],
  lookup: answering('127.0.0.1'),
  ca: server.ca,
  ...more,
})
const refusal = (message: RegExp) =>
  expect.objectContaining({ code: 'invalid', field: 'metadataUrl', message: expect.stringMatching(message) })

test('the text behind the address, from a host that is allowed', async () => {
  answer = (request, response) => response.end(`asked ${request.url ?? ''} for ${request.headers.accept ?? ''}`)
  await expect(fetchMetadata(server.url, reaching())).resolves.toContain(
    'asked /metadata for application/samlmetadata+xml',
  )
  await expect(fetchMetadata(server.url, reaching({ allowedHosts: ['idp.example.com'] }))).resolves.toContain('asked')
  expect(attempts).toEqual(['127.0.0.1', '127.0.0.1'])
})

test.each([[], ['idp.example.com:1'], ['example.com'], ['other.example.com']])(
  'a host that is not named, or not with this port, is not reached at a private address (%j)',
  async (...allowedHosts) => {
    await expect(fetchMetadata(server.url, reaching({ allowedHosts }))).rejects.toEqual(refusal(/not at a public/))
    expect(attempts).toEqual([])
  },
)

const ranges: Record<string, [number, number, number, number]> = {
  loopback: [127, 0, 0, 1],
  '10/8': [10, 0, 0, 7],
  '172.16/12': [172, 31, 255, 254],
  '192.168/16': [192, 168, 0, 1],
  'link-local, with the metadata address': [169, 254, 169, 254],
  'shared address space': [100, 64, 0, 1],
  'this network': [0, 0, 0, 0],
  broadcast: [255, 255, 255, 255],
}
const hex = (high: number, low: number) => ((high << 8) | low).toString(16)
const spellings = Object.entries(ranges).flatMap(([range, [a, b, c, d]]) => {
  const number = ((a * 256 + b) * 256 + c) * 256 + d
  const tail = `${hex(a, b)}:${hex(c, d)}`
  return [
    ['dotted', `${a}.${b}.${c}.${d}`],
    ['decimal', String(number)],
    ['hexadecimal', `0x${number.toString(16)}`],
    ['octal', [a, b, c, d].map((part) => `0${part.toString(8)}`).join('.')],
    ['short', `${a}.${(b * 256 + c) * 256 + d}`],
    [
      'in full-width digits',
      `${a}.${b}.${c}.${d}`.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
    ],
    ['mapped', `[::ffff:${a}.${b}.${c}.${d}]`],
    ['mapped, hexadecimal', `[::ffff:${tail}]`],
    ['compatible', `[::${tail}]`],
    ['translated', `[::ffff:0:${tail}]`],
    ['NAT64', `[64:ff9b::${tail}]`],
    ['local NAT64', `[64:ff9b:1::${tail}]`],
    ['6to4', `[2002:${tail}::1]`],
  ].map(([spelling = '', host = '']) => ({ range, spelling, host }))
})

test.each([
  ...spellings,
  ...['::1', '::', 'fe80::1', 'fc00::1', 'fd12:3456::1', 'fec0::1', 'ff02::1', '2001:db8::1', '2001::1'].map(
    (host) => ({
      range: 'IPv6',
      spelling: host,
      host: `[${host}]`,
    }),
  ),
])('$range, $spelling: no socket is opened to $host', async ({ host }) => {
  await expect(fetchMetadata(`https://${host}/`, { allowedHosts: [] })).rejects.toEqual(refusal(/not at a public/))
  // And as the answer of a resolver.
  const address = new URL(`https://${host}/`).hostname.replace(/[[\]]/g, '')
  await expect(
    fetchMetadata('https://idp.example.com/', { allowedHosts: [], lookup: answering(address) }),
  ).rejects.toEqual(refusal(/not at a public/))
  expect(attempts).toEqual([])
})

test('one private address among public ones refuses them all; the name is resolved once, by the socket itself', async () => {
  const mixed = answering('93.184.215.14', '10.0.0.1')
  await expect(fetchMetadata('https://idp.example.com/', { allowedHosts: [], lookup: mixed })).rejects.toEqual(
    refusal(/not at a public/),
  )
  expect(attempts).toEqual([])
  expect(mixed).toHaveBeenCalledOnce()
})

test('localhost is not reached', async () => {
  await expect(fetchMetadata(`https://localhost:${server.port}/`, { allowedHosts: [] })).rejects.toEqual(
    refusal(/not at a public/),
  )
  expect(attempts).toEqual([])
})

test.each(['https://169.254.169.254/latest/meta-data', '/elsewhere', 'http://127.0.0.1/', '//10.0.0.1/'])(
  'a redirect to %s is not followed',
  async (location) => {
    answer = (_request, response) => response.writeHead(302, { location }).end()
    await expect(fetchMetadata(server.url, reaching())).rejects.toEqual(refusal(/sends on to another/))
    expect(attempts).toEqual(['127.0.0.1'])
  },
)

test.each([
  ['http://idp.example.com/', /http is not accepted/],
  ['file:///etc/passwd', /begins with https/],
  [' ', /begins with https/],
  ['https://user:password@idp.example.com/', /user name or password/],
  ['https://idp.example.com:25/', /port 25 is not accepted/],
])('%s is refused before anything is looked up', async (address, message) => {
  const lookup = answering('93.184.215.14')
  await expect(fetchMetadata(address, { allowedHosts: [], lookup })).rejects.toEqual(refusal(message))
  expect(lookup).not.toHaveBeenCalled()
})

test('an endless body ends at the limit', async () => {
  let sent = 0
  answer = (_request, response) => {
    const send = () => {
      while (!response.destroyed && response.write('x'.repeat(16_384))) sent += 16_384
    }
    response.on('drain', send)
    send()
  }
  await expect(fetchMetadata(server.url, reaching({ maximumBytes: 100_000 }))).rejects.toEqual(
    refusal(/more than 1 MiB/),
  )
  expect(sent).toBeLessThan(20_000_000)
})

test.each<[string, RequestListener]>([
  ['a body that comes drop by drop', (_request, response) => drip(() => response.write('x'))],
  ['headers that never come', () => undefined],
])('%s ends at the limit of time', async (_what, listener) => {
  answer = listener
  const begun = Date.now()
  await expect(fetchMetadata(server.url, reaching({ maximumMs: 300 }))).rejects.toEqual(refusal(/within ten seconds/))
  expect(Date.now() - begun).toBeLessThan(3_000)
})

const drip = (write: () => void) => {
  const timer = setInterval(write, 20)
  setTimeout(() => clearInterval(timer), 1_000)
}

test('a server without TLS gets nothing', async () => {
  const heard: Buffer[] = []
  const plain = createServer((socket) => {
    socket.on('data', (data: Buffer) => {
      heard.push(data)
      socket.end('HTTP/1.1 200 OK\r\n\r\nhello')
    })
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => {
    plain.listen(0, '127.0.0.1', resolve)
  })
  const { port } = plain.address() as AddressInfo
  const url = `https://idp.example.com:${port}/metadata`
  await expect(fetchMetadata(url, reaching({ allowedHosts: ['idp.example.com'] }))).rejects.toEqual(
    refusal(/does not speak TLS|could not be reached/),
  )
  expect(Buffer.concat(heard).toString('latin1')).not.toContain('GET ')
  await new Promise((resolve) => {
    plain.close(resolve)
  })
})

test('a certificate for another name, or by nobody who is known, is refused', async () => {
  answer = (_request, response) => response.end('secret')
  const other = `https://other.example.com:${server.port}/`
  await expect(fetchMetadata(other, reaching({ allowedHosts: ['other.example.com'] }))).rejects.toEqual(
    refusal(/not trusted/),
  )
  const { ca: _known, ...unknown } = reaching()
  await expect(fetchMetadata(server.url, unknown)).rejects.toEqual(refusal(/not trusted/))
})

test.each<[string, RequestListener, RegExp]>([
  ['404', (_request, response) => response.writeHead(404).end('internal words'), /answered 404/],
  [
    'a compressed body',
    (_request, response) => response.writeHead(200, { 'content-encoding': 'br' }).end('x'),
    /compressed/,
  ],
])('%s is refused, without the words of the server', async (_what, listener, message) => {
  answer = listener
  const failed = await fetchMetadata(server.url, reaching()).catch((error: unknown) => error)
  expect(failed).toEqual(refusal(message))
  expect(String(failed)).not.toContain('internal words')
})
