// `npm run -s rollcall -- <command>`: finds the project's own Node, then hands over to rollcall.ts.
import { spawnSync } from 'node:child_process'
import * as nodeModule from 'node:module'
import { constants } from 'node:os'
import { compileCache, environment, isInstalled, node, Refusal, run } from './bootstrap.mjs'
import { resolveQuickly } from './quick-resolve.mjs'

await run(async () => {
  if (!isInstalled()) throw new Refusal('Rollcall is not installed yet. Run this once: npm start')
  if (Number(process.versions.node.split('.')[0]) >= 24) {
    // Some hundred modules: a third of the time of a command goes into making JavaScript of them anew.
    nodeModule.enableCompileCache(compileCache)
    resolveQuickly()
    const { rollcall } = await import('./rollcall.ts')
    process.exitCode = await rollcall(process.argv.slice(2))
    return
  }
  // In the same process group, so that a password can be asked for in the terminal.
  const { status, signal } = spawnSync(node, ['bin/rollcall.mjs', ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: environment(),
  })
  process.exitCode = status ?? 128 + constants.signals[signal]
})
