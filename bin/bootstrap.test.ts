import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'

/** Runs `program` the way start.mjs runs the server. Resolves once it has printed something. */
async function become(program: string) {
  const script = `import { become } from './bin/bootstrap.mjs'; become([process.execPath, '-e', ${JSON.stringify(program)}])`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  const ended = once(child, 'close').then(([code]) => ({ code: code as number, output }))
  await once(child.stdout, 'data')
  return { child, ended }
}

const counting = `
  let count = 0
  process.on('SIGINT', () => count++)
  process.on('SIGTERM', () => { console.log('stopped', count); process.exit(7) })
  setInterval(() => {}, 1000)
  console.log('ready')`

test('the exit code of what was run is ours', async () => {
  const { ended } = await become(`console.log('x'); process.exitCode = 3`)
  expect(await ended).toMatchObject({ code: 3 })
})

test('SIGTERM reaches the program, which ends in its own way', async () => {
  const { child, ended } = await become(counting)
  child.kill('SIGTERM')
  expect(await ended).toEqual({ code: 7, output: 'ready\nstopped 0\n' })
})

test('a Ctrl-C that arrives from the terminal and from npm is one Ctrl-C', async () => {
  const { child, ended } = await become(counting)
  child.kill('SIGINT')
  await new Promise((resolve) => setTimeout(resolve, 100))
  child.kill('SIGINT')
  await new Promise((resolve) => setTimeout(resolve, 600))
  child.kill('SIGTERM')
  expect(await ended).toEqual({ code: 7, output: 'ready\nstopped 1\n' })
})

test('a program that a signal kills ends as a shell would say it', async () => {
  const { child, ended } = await become(`setInterval(() => {}, 1000); console.log('ready')`)
  child.kill('SIGTERM')
  expect(await ended).toMatchObject({ code: 143 })
})
