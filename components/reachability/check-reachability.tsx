'use client'
import { CircleAlert, CircleCheck } from 'lucide-react'
import { useState, useTransition } from 'react'
import { type Answer, outcomeOf } from '#components/idp/actions.ts'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import type { CheckResult } from '#lib/services/reachability/index.ts'

export type CheckAction = () => Answer<CheckResult>

/** Sends a request through the public address, and shows what became of it. */
export const CheckReachability = ({ url, check }: { url: string; check: CheckAction | undefined }) => {
  const [isPending, startTransition] = useTransition()
  const [result, setResult] = useState<CheckResult>()
  const [problem, setProblem] = useState<string>()
  const run = () =>
    startTransition(async () => {
      if (!check) return
      const { data, error } = await outcomeOf(check())
      setResult(data)
      setProblem(error?.message)
    })
  return (
    <div className="mt-4 flex flex-col items-start gap-3">
      <p className="text-ink-muted max-w-2xl text-sm">
        Rollcall sends a request to {url} and looks whether it comes back here, and how. It is asked from this server,
        and trusts the certificate authorities that this server knows.
      </p>
      {check ? (
        <Button variant="primary" disabled={isPending} onClick={run}>
          {isPending ? 'Checking…' : 'Check now'}
        </Button>
      ) : null}
      {result && !isPending ? <Result result={result} /> : null}
      {problem !== undefined && !isPending ? (
        <Callout tone="bad" role="alert" title="Not checked">
          {problem}
        </Callout>
      ) : null}
    </div>
  )
}

const Result = ({ result: { outcome, title, text, findings, tookMs } }: { result: CheckResult }) => (
  <Callout
    tone={outcome !== 'arrived' ? 'bad' : findings.every(({ isGood }) => isGood) ? 'good' : 'warn'}
    role="alert"
    title={title}
    className="w-full"
  >
    <p>
      {text} It took {tookMs.toLocaleString('en')} ms.
    </p>
    {findings.length === 0 ? null : (
      <ul className="mt-2 flex flex-col gap-1.5">
        {findings.map((finding) => (
          <li key={finding.text} className="flex gap-2">
            {finding.isGood ? (
              <CircleCheck className="text-good mt-0.5 size-4 shrink-0" aria-label="Well" />
            ) : (
              <CircleAlert className="text-bad mt-0.5 size-4 shrink-0" aria-label="To mend" />
            )}
            <span className="min-w-0 break-words">{finding.text}</span>
          </li>
        ))}
      </ul>
    )}
  </Callout>
)
