import { Command, InvalidArgumentError, Option } from 'commander'
import { AppError } from '#lib/errors.ts'
import { operator } from './operator.ts'
import { dialogues } from './send/dialogues.ts'
import { groupAt, personAt } from './send/people.ts'
import { playDialogue, type PhaseScore } from './send/play.ts'
import { reportOf, reportText, type Run } from './send/report.ts'
import { openSession } from './send/session.ts'
import { print, printable, readSecret, remark, UsageError, Verdict } from './terminal.ts'
import { findByName } from './token.ts'

type SendOptions = {
  url?: string
  tokenStdin?: true
  dialogue: string
  users: number
  groups: number
  concurrency: number
  seed: number
  domain: string
  json?: true
}

/** `rollcall scim …`: the SCIM service from the side of its clients. */
export const scimCommand = (): Command =>
  new Command('scim').description('play an identity provider').addCommand(
    new Command('send')
      .description('play an identity provider against one here, or against any SCIM endpoint')
      .argument('[idp]', 'id or name of an identity provider here: a token is made for the run, and revoked after it')
      .option('--url <endpoint>', 'instead: any SCIM endpoint, such as https://example.com/scim/1/2/v2')
      .option(
        '--token-stdin',
        'with --url: read the bearer token from standard input; else from SCIM_TOKEN, or asked for',
      )
      .addOption(
        new Option('--dialogue <name>', 'what it says').choices(Object.keys(dialogues)).default('okta-first-sync'),
      )
      .option('--users <number>', 'how many people it has', count(1, 1_000_000), 100)
      .option('--groups <number>', 'how many groups they are in', count(0, 10_000), 5)
      .option('--concurrency <number>', 'requests at the same time', count(1, 100), 4)
      .option('--seed <number>', 'other people for another number', count(0, 1_000_000), 1)
      .option('--domain <domain>', 'the domain of their userNames', readDomain, 'example.com')
      .option('--json', 'print the summary as JSON')
      .addHelpText(
        'after',
        () =>
          `\nDialogues:\n${dialogueHelp()}\n\nExit codes: 0 all was answered as it should be, 4 something was not, 130 stopped by Ctrl-C.`,
      )
      .action(send),
  )

const dialogueHelp = () =>
  Object.entries(dialogues)
    .map(([name, { description }]) => `  ${name.padEnd(20)}${description}`)
    .join('\n')

function count(least: number, most: number) {
  return (text: string): number => {
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= least && value <= most) return value
    throw new InvalidArgumentError(`Use a whole number from ${least} to ${most}.`)
  }
}

function readDomain(text: string): string {
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(text)) return text.toLowerCase()
  throw new InvalidArgumentError('Use a domain such as example.com.')
}

/** Whether a command needs the database: one that goes elsewhere does not. */
export const needsStore = (command: Command): boolean =>
  !(command.name() === 'send' && command.parent?.name() === 'scim' && command.opts<SendOptions>().url !== undefined)

async function send(wanted: string | undefined, options: SendOptions): Promise<void> {
  if ((wanted === undefined) === (options.url === undefined)) {
    throw new UsageError('name an identity provider of this installation, or another endpoint with --url; not both')
  }
  if (options.tokenStdin && options.url === undefined) throw new UsageError('--token-stdin goes with --url')
  if (options.url !== undefined) {
    const endpoint = readEndpoint(options.url)
    return finish(await run(endpoint, await readToken(options), options), options)
  }
  const idp = await findByName(wanted ?? '')
  const { withTemporaryToken } = await import('#lib/services/idps/temporary-token.ts')
  const after = { dialogue: options.dialogue, users: options.users }
  const audit = { begun: { action: 'token.generate', after }, ended: { action: 'token.revoke' } } as const
  const played = await withTemporaryToken(idp.id, 'send', operator(), audit, ({ token }) =>
    run(idp.endpoint, token, options),
  )
  return finish(played, options)
}

/** The endpoint without a slash at its end. */
function readEndpoint(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (
    !url ||
    !['http:', 'https:'].includes(url.protocol) ||
    url.search !== '' ||
    url.hash !== '' ||
    url.username !== ''
  ) {
    throw new UsageError(`--url: "${text}" is no SCIM endpoint; one looks like https://example.com/scim/1/2/v2`)
  }
  return url.href.replace(/\/+$/, '')
}

/** Never an argument, which every user of the machine could read in the list of processes. */
async function readToken({ tokenStdin }: SendOptions): Promise<string> {
  const given = tokenStdin ? undefined : process.env['SCIM_TOKEN']
  const token = (given ?? (await readSecret('Bearer token: ', tokenStdin, '--token-stdin, or set SCIM_TOKEN'))).trim()
  if (!/^[\x21-\x7e]+$/.test(token)) throw new UsageError('that is no bearer token')
  return token
}

async function run(endpoint: string, token: string, options: SendOptions): Promise<Run> {
  const { dialogue: name, users, groups, concurrency, seed, domain } = options
  const dialogue = dialogues[name]
  if (!dialogue) throw new UsageError(`there is no dialogue ${name}`)
  const stopping = new AbortController()
  const stop = () => {
    // A second Ctrl-C finds this handler gone, and ends the process.
    process.off('SIGINT', stop).off('SIGTERM', stop)
    remark('\nStopping: what was sent is waited for. Ctrl-C again ends at once.')
    stopping.abort(new Error('stopped'))
  }
  process.on('SIGINT', stop).on('SIGTERM', stop)
  remark(`${name} to ${printable(endpoint)}: ${users} users, ${groups} groups, ${concurrency} at a time`)
  const startedAt = performance.now()
  const session = openSession({ endpoint, token, headers: dialogue.headers, signal: stopping.signal })
  const progress = openProgress()
  try {
    const world = {
      people: users,
      groups,
      personAt: (index: number) => personAt(seed, index, domain),
      groupAt: (index: number) => groupAt(seed, index),
      ids: new Map<string, string>(),
    }
    const played = await playDialogue(dialogue, world, session, {
      concurrency,
      signal: stopping.signal,
      progress: progress.show,
    })
    return { dialogue: name, endpoint, played, score: session.score, seconds: (performance.now() - startedAt) / 1000 }
  } finally {
    progress.end()
    process.off('SIGINT', stop).off('SIGTERM', stop)
  }
}

/** A line that is written over, in a terminal; elsewhere one line a tenth. */
function openProgress(): { show(score: PhaseScore): void; end(): void } {
  const isTerminal = process.stderr.isTTY
  let last = ''
  let shownAt = 0
  return {
    show({ name, total, done, failed, seconds }) {
      const at = done + failed
      const isOver = at === total
      const share = Math.floor((at / total) * 10)
      const key = isTerminal ? '' : `${name} ${share}`
      if (!isOver && (isTerminal ? performance.now() - shownAt < 100 : key === last)) return
      shownAt = performance.now()
      last = key
      const rate = Math.round(at / Math.max(seconds, 0.001))
      const line = `${name}: ${at} of ${total}, ${rate}/s${failed > 0 ? `, ${failed} failed` : ''}`
      if (!isTerminal) remark(line)
      else process.stderr.write(`\r\u001B[K${line}${isOver ? '\n' : ''}`)
    },
    end() {
      if (isTerminal && last !== '') process.stderr.write('\n')
    },
  }
}

function finish(result: Run, options: SendOptions): void {
  const { played, score } = result
  const { ended } = played
  if (ended !== undefined && ended !== 'stopped' && score.requests <= 1) {
    throw new AppError('invalid', ended.message)
  }
  print(options.json ? JSON.stringify(reportOf(result), null, 2) : reportText(result))
  if (ended === 'stopped') throw new Verdict('stopped before its end', 130)
  if (ended !== undefined) throw new Verdict(ended.message, 4)
  if (score.failed > 0) throw new Verdict(`${score.failed} of what was sent was not answered as it should be`, 4)
}
