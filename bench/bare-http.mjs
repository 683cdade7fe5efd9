// The least that can be answered: node:http, 200, nothing else. `node bare-http.mjs PORT`.
import { createServer } from 'node:http'

createServer((_request, response) => response.writeHead(200).end()).listen(Number(process.argv[2]), '127.0.0.1')
