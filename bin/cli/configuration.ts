import { readFileSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { Command } from 'commander'
import type { PlannedChange } from '#lib/services/configuration-file/index.ts'
import { operator } from './operator.ts'
import { planText } from './plan-text.ts'
import { print, remark, UsageError } from './terminal.ts'

/** Larger files are no configuration: 2,000 rules of a hundred names each are a tenth of it. */
const LARGEST = 64 * 1024 * 1024

const services = () => import('#lib/services/configuration-file/index.ts')

/** `rollcall export`: the configuration as one file. */
export const exportCommand = (): Command =>
  new Command('export')
    .description('write the whole configuration, but for secrets, as one file to review and to apply')
    .argument('[file]', 'YAML, or JSON by its ending .json; without it YAML goes to standard output')
    .option('--json', 'JSON, whatever the file is called')
    .action(exportTo)

async function exportTo(file: string | undefined, options: { json?: true }): Promise<void> {
  const [{ configurationText, exportConfiguration }, { edited }, { store }] = await Promise.all([
    services(),
    import('#lib/services/configuration/index.ts'),
    import('#db/index.ts'),
  ])
  const format = options.json || file?.endsWith('.json') ? 'json' : 'yaml'
  const text = configurationText(await exportConfiguration(await edited(store().report)), format)
  if (file === undefined) return void process.stdout.write(text)
  writeFileSync(file, text, { mode: 0o600 })
  remark(`The configuration is in ${file}.`)
}

type ApplyOptions = { plan?: true; yes?: true; deleteIdps?: true }

/** `rollcall apply`: brings the configuration to what a file says. */
export const applyCommand = (): Command =>
  new Command('apply')
    .description('bring the configuration to what a file says, all of it or nothing, after showing what changes')
    .argument('<file>', 'what rollcall export wrote, or was written by hand')
    .option('--plan', 'show what would change, and change nothing')
    .option('--yes', 'do not ask')
    .option('--delete-idps', 'delete IdPs that the file lacks, with their users, groups and logs')
    .action(applyFrom)

async function applyFrom(path: string, { plan: isPlan, yes, deleteIdps }: ApplyOptions): Promise<void> {
  const { applyConfiguration, planConfiguration, readConfiguration } = await services()
  const file = readConfiguration(read(path))
  const options = { deletesIdps: deleteIdps === true }
  const { changes, isDraft } = await planConfiguration(file, operator(), options)
  if (changes.length === 0) return print('No changes.')
  print(planText(changes))
  if (isPlan || !(await isAgreed(changes, yes === true))) return
  await applyConfiguration(file, operator(), { ...options, planned: changes })
  print(isDraft ? 'Applied to the draft: it takes effect once it is activated.' : 'Applied.')
}

function read(path: string): string {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (text.length > LARGEST) throw new UsageError(`${path} is too large to be a configuration`)
  return text
}

async function isAgreed(changes: readonly PlannedChange[], yes: boolean): Promise<boolean> {
  if (yes) return true
  if (!process.stdin.isTTY) {
    throw new UsageError('there is no terminal to ask in; look at the plan, then pass --yes. Nothing was changed')
  }
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  const question = changes.length === 1 ? 'Make this change?' : `Make these ${changes.length} changes?`
  const answer = await lines.question(`${question} Type yes: `)
  lines.close()
  if (answer.trim().toLowerCase() === 'yes') return true
  remark('Nothing was changed.')
  return false
}
