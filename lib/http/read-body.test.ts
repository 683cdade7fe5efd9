import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { readNodeBody } from './read-body.ts'

const server = createServer()
afterEach(() => server.close())

/** A request whose client has sent `text` and hung up, as the server has it once it knows. */
async function abandoned(text: string): Promise<IncomingMessage> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1')
  client.write(`POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\n${text}`)
  const [request] = (await once(server, 'request')) as [IncomingMessage]
  request.on('error', () => undefined)
  client.destroy()
  await new Promise((closed) => request.once('close', closed))
  return request
}

test('a body whose sender hung up before it was read has ended early', async () => {
  const request = await abandoned('{"half":')
  await expect(readNodeBody(request, {}, 1024)).rejects.toMatchObject({ status: 400, scimType: 'invalidSyntax' })
})
