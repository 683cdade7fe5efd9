import { join } from 'node:path'
import { expect, test } from 'vitest'
import { rootFolder } from '#db/root.ts'
import { type Client, clientLabels } from '#lib/scim/clients.ts'
import { type Dialogue, dialogues } from '../../../e2e/dialogues/play.ts'
import { playing, situations } from '../../../e2e/dialogues/situations.ts'

// Every client's life cycle has every situation; dialogues.test.ts plays them, over both adapters and on both engines.

const clients = [
  'okta',
  'entra',
  'entra-flag',
  'pingfederate',
  'sailpoint',
  'onelogin',
  'jumpcloud',
] as const satisfies Client[]
const lifecycleOf = (client: (typeof clients)[number]): Dialogue => dialogues[`${client}-lifecycle`]!

test.each(clients.flatMap((client) => situations.map((situation) => [client, situation] as const)))(
  '%s: %s',
  (client, situation) => expect(playing(lifecycleOf(client), situation)).not.toEqual([]),
)

test('every life cycle belongs to a client of the table', () => {
  const names = Object.keys(dialogues).filter((name) => name.endsWith('-lifecycle'))
  expect(names.sort()).toEqual(clients.map((client) => `${client}-lifecycle`).sort())
})

test.each(situations)('a dialogue without the steps of %s is noticed', (situation) => {
  const whole = lifecycleOf('entra')
  const gone = new Set(playing(whole, situation))
  expect(playing({ ...whole, steps: whole.steps.filter((step) => !gone.has(step)) }, situation)).toEqual([])
})

test('docs/clients.md says how each client does it', async () => {
  const methods = (client: (typeof clients)[number], situation: (typeof situations)[number]) => {
    const sent = playing(lifecycleOf(client), situation)
      .filter(({ method }) => method !== 'GET')
      .map(({ method, path }) => `${method} ${path.split(/[/?]/)[1]}`)
    return [...new Set(sent)].sort().join(', ')
  }
  const page = [
    '# What each client does',
    '',
    'The life of two people and a group, as each client’s documentation or recordings have it, played against the service',
    'through both adapters and on both engines (`e2e/dialogues`). A cell names the requests that change something; each is',
    'followed by one that checks what came of it. Written by `lib/services/scim/situations.test.ts`: run it with `-u`.',
    '',
    ...table([
      ['', ...clients.map((client) => clientLabels[client])],
      ...situations.map((situation) => [situation, ...clients.map((client) => methods(client, situation))]),
    ]),
    '',
    '## Where it is known from',
    '',
    ...clients.map((client) => `- ${clientLabels[client]}: ${lifecycleOf(client).evidence}`),
    '',
  ].join('\n')
  await expect(page).toMatchFileSnapshot(join(rootFolder(), 'docs/clients.md'))
})

/** Markdown, its columns in line. */
const table = ([head = [], ...rows]: string[][]): string[] => {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]!.length)))
  const line = (cells: string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)]
}
