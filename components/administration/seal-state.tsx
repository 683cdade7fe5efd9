'use client'
import { BadgeCheck, LoaderCircle } from 'lucide-react'
import { useState, useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Time } from '#components/ui/time.tsx'
import type { AuditVerdict } from '#lib/services/audit-verify.ts'
import { formatCount } from '#lib/table/words.ts'
import type { Answer } from './answer.ts'

/** How far the log is sealed against tampering, and whether the seal holds: checked on request, since it reads all rows. */
export const SealState = ({
  sealedUpTo,
  sealed,
  verify,
}: {
  sealedUpTo: string | undefined
  sealed: number
  verify: () => Answer<AuditVerdict>
}) => {
  const [isPending, startTransition] = useTransition()
  const [verdict, setVerdict] = useState<AuditVerdict>()
  const [problem, setProblem] = useState<string>()
  const run = () =>
    startTransition(async () => {
      const result = await verify()
      setVerdict(result?.data)
      setProblem(result?.data ? undefined : (result?.serverError?.message ?? 'The server did not answer. Try again.'))
    })
  return (
    <div className="mb-4 flex flex-col gap-2">
      <div className="text-ink-muted flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <span className="flex items-center gap-1.5">
          <BadgeCheck className="size-4 shrink-0" aria-hidden />
          {sealedUpTo === undefined ? (
            'Nothing is sealed yet; new entries are, every few seconds.'
          ) : (
            <span>
              {formatCount(sealed)} {sealed === 1 ? 'entry' : 'entries'} sealed, up to{' '}
              <Time at={sealedUpTo} format="exact" className="tabular-nums" />
            </span>
          )}
        </span>
        <Button size="sm" onClick={run} disabled={isPending}>
          {isPending ? <LoaderCircle className="animate-spin" aria-hidden /> : null}
          {isPending ? 'Verifying…' : 'Verify'}
        </Button>
      </div>
      <div aria-live="polite">{verdict ? <Verdict verdict={verdict} /> : null}</div>
      {problem ? (
        <Callout tone="bad" role="alert" title="Not verified">
          {problem}
        </Callout>
      ) : null}
    </div>
  )
}

const Verdict = ({ verdict }: { verdict: AuditVerdict }) => {
  if (verdict.state === 'broken') {
    return (
      <Callout tone="bad" title="The audit log was tampered with">
        {verdict.problem} {formatCount(verdict.checked)} {verdict.checked === 1 ? 'entry' : 'entries'} before it{' '}
        {verdict.checked === 1 ? 'is' : 'are'} intact.
      </Callout>
    )
  }
  if (verdict.state === 'empty') return <Callout>Nothing is sealed yet. Try again in half a minute.</Callout>
  return (
    <Callout tone="good" title="Intact">
      {verdict.checked === 1 ? 'The one sealed entry is' : `All ${formatCount(verdict.checked)} sealed entries are`} as
      written, none is missing{verdict.unsealed > 0 ? `; ${formatCount(verdict.unsealed)} wait to be sealed` : ''}. Head{' '}
      <code className="text-xs break-all">{verdict.head}</code>
    </Callout>
  )
}
