import { Command } from 'commander'
import { formatCount } from '#lib/table/words.ts'
import { print, printable, remark, Verdict } from './terminal.ts'

type VerifyOptions = { head?: string; json?: true }

/** `rollcall audit …`: the audit log. */
export const auditCommand = (): Command =>
  new Command('audit')
    .description('the audit log')
    .addCommand(
      new Command('verify')
        .description('check that nobody changed, removed, moved or added entries; exit code 3 when somebody did')
        .option('--head <number:code>', 'the head that an earlier run printed: it must still be part of the log')
        .option('--json', 'print JSON: state, checked, unsealed, head, problem')
        .action(verify),
    )

async function verify(options: VerifyOptions): Promise<void> {
  const { verifyAudit } = await import('#lib/services/audit-verify.ts')
  const verdict = await verifyAudit(options.head)
  if (options.json) print(JSON.stringify(verdict))
  if (verdict.state === 'broken') {
    throw new Verdict(`The audit log was tampered with. ${verdict.problem} Intact before it: ${verdict.checked}.`, 3)
  }
  if (options.json) return
  if (verdict.state === 'empty') {
    print('Nothing is sealed yet. The running server seals entries every few seconds.')
    return
  }
  const waiting = verdict.unsealed > 0 ? ` Waiting to be sealed: ${formatCount(verdict.unsealed)}.` : ''
  print(`Intact. Sealed entries: ${formatCount(verdict.checked)}, last at ${verdict.sealedAt}.${waiting}`)
  print(`Head: ${printable(verdict.head ?? '')}`)
  remark('Keep the head elsewhere; given with --head, it shows later whether an older copy was put back.')
}
