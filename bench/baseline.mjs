// The frozen baseline that bench/ ratios are taken against: the least that a durable SCIM create (row and log row, synchronous=FULL,
// commits shared by all that waits), a get by id and a userName lookup can cost on node:http and better-sqlite3. No validation, no framework.
// Run from a folder where better-sqlite3 resolves: node limit.mjs PORT FILE
import { createRequire } from 'node:module'
import { createServer } from 'node:http'
import { createHash, randomUUID } from 'node:crypto'
const Database = createRequire(process.cwd() + '/')('better-sqlite3')
const [port, file] = process.argv.slice(2)
const db = new Database(file)
db.pragma('journal_mode = WAL')
db.pragma('synchronous = FULL')
db.exec(
  'create table if not exists users (id text primary key, user_name text not null, key text not null unique, doc text not null); create table if not exists logs (id integer primary key, at integer, method text, url text, status integer, body text)',
)
const insert = db.prepare('insert into users values (?, ?, ?, ?)')
const log = db.prepare('insert into logs (at, method, url, status, body) values (?, ?, ?, ?, ?)')
const byId = db.prepare('select doc from users where id = ?')
const byName = db.prepare('select doc from users where key = ?')
const [begin, commit] = ['BEGIN IMMEDIATE', 'COMMIT'].map((sql) => db.prepare(sql))
let waiting = []
function flush() {
  const turns = waiting
  waiting = []
  begin.run()
  for (const turn of turns) turn.work()
  commit.run()
  for (const turn of turns) turn.done()
}
function write(work, done) {
  if (waiting.push({ work, done }) === 1) setImmediate(flush)
}
const send = (res, status, text) => {
  res.writeHead(status, { 'content-type': 'application/scim+json' })
  res.end(text)
}
createServer((req, res) => {
  createHash('sha256')
    .update(req.headers.authorization ?? '')
    .digest()
  if (req.method === 'POST') {
    const parts = []
    req
      .on('data', (part) => parts.push(part))
      .on('end', () => {
        const user = JSON.parse(Buffer.concat(parts).toString())
        const id = randomUUID()
        const now = new Date().toISOString()
        const text = JSON.stringify({
          ...user,
          id,
          meta: {
            resourceType: 'User',
            created: now,
            lastModified: now,
            version: 'W/"1"',
            location: `http://127.0.0.1:${port}/Users/${id}`,
          },
        })
        write(
          () => {
            insert.run(id, user.userName, user.userName.toLowerCase(), text)
            log.run(Date.now(), 'POST', req.url, 201, text)
          },
          () => send(res, 201, text),
        )
      })
    return
  }
  const filter = req.url.indexOf('filter=')
  if (filter > 0) {
    const name = decodeURIComponent(req.url.slice(filter + 7).split('&')[0]).split('"')[1]
    const row = byName.get(name.toLowerCase())
    return send(
      res,
      200,
      JSON.stringify({
        schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
        totalResults: row ? 1 : 0,
        startIndex: 1,
        itemsPerPage: row ? 1 : 0,
        Resources: row ? [JSON.parse(row.doc)] : [],
      }),
    )
  }
  const row = byId.get(req.url.slice(req.url.lastIndexOf('/') + 1))
  row ? send(res, 200, row.doc) : send(res, 404, '{}')
}).listen(Number(port), '127.0.0.1')
