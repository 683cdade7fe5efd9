import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a table shows at an address of the portal, as the portal itself showed it: the texts of its cells. */
export type Shown = { path: string; rows: string[][] }

/** Two states of one table, and what a click in it leads from one to the other: the least that a table can be. */
export type BareTable = { origin: string; close(): void }

/**
 * Serves a bare HTML table with the rows of `shown`, which a click on its button swaps for the other ones, and back. Each
 * swap waits for the portal to answer the same address, as the portal's own page has to: `ask` gives that answer.
 */
export async function serveBareTable(
  shown: readonly [Shown, Shown],
  ask: (path: string) => Promise<unknown>,
): Promise<BareTable> {
  const server: Server = createServer((request, response) => {
    const at = /^\/rows\/([01])$/.exec(request.url ?? '')?.[1]
    if (at === undefined) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      response.end(request.url === '/' ? page(shown[0].rows) : '')
      return
    }
    const { path, rows } = shown[at === '1' ? 1 : 0]
    ask(path).then(
      () => {
        response.writeHead(200, { 'content-type': 'application/json' })
        response.end(JSON.stringify(rows))
      },
      () => {
        response.writeHead(502)
        response.end()
      },
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() }
}

const page = (rows: readonly string[][]): string => `<!doctype html>
<meta charset="utf-8"><title>Bare</title><link rel="icon" href="data:,">
<button id="swap">Swap</button>
<table><tbody>${rows.map(rowOf).join('')}</tbody></table>
<script>
  const body = document.querySelector('tbody')
  const escape = (text) => text.replace(/[&<>]/g, (sign) => '&#' + sign.charCodeAt(0) + ';')
  let shown = 0
  document.getElementById('swap').onclick = async () => {
    shown = 1 - shown
    const rows = await (await fetch('/rows/' + shown)).json()
    body.innerHTML = rows.map((row) => '<tr>' + row.map((cell) => '<td>' + escape(cell) + '</td>').join('') + '</tr>').join('')
  }
  body.onclick = (event) => {
    const row = event.target.closest('tr')
    const open = document.querySelector('[role=dialog]')
    if (open) open.remove()
    else row.insertAdjacentHTML('afterend', '<tr role="dialog"><td colspan="' + row.cells.length + '">' + row.innerHTML + '</td></tr>')
  }
</script>`

const rowOf = (row: readonly string[]): string => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`

const escaped = (text: string): string => text.replaceAll(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)
