import { createServer } from 'node:http'
import { openStore } from '#db/index.ts'
import { answerScim } from '#lib/http/node-scim.ts'
import { scimAddress } from '#lib/http/scim-address.ts'

// The SCIM service alone in a process of its own, which a test may kill. Says its port on standard output.
await openStore()
const server = createServer((request, response) => {
  const address = scimAddress(request.url ?? '')
  if (address) void answerScim(request, response, address)
  else response.writeHead(404).end()
}).listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(typeof address === 'object' ? address?.port : address)
})
