import { prettyJson } from '#components/scim/pretty-json.ts'
import { CodeBlock } from '#components/scim-reference/code-block.tsx'
import { MethodMark } from '#components/scim-reference/method-mark.tsx'
import { StatusBadge } from '#components/scim-reference/operation-section.tsx'
import { Panel } from '#components/scim/entity-frame.tsx'
import { curlCommand } from '#lib/scim/curl.ts'
import type { Attempt, Tried } from '#lib/services/try-it/index.ts'

/** What a request was answered: what it means, then word for word. */
export const TriedAnswer = ({ attempt: { method, body }, answer }: { attempt: Attempt; answer: Tried }) => {
  const { sentence, why, next } = answer.explanation
  const text = answer.body === undefined ? '' : prettyJson(answer.body)
  return (
    <Panel
      title="Answer"
      aside={
        <span className="flex items-center gap-2 text-sm">
          <StatusBadge status={answer.status} />
          <span className="text-ink-muted tabular-nums">{answer.durationMs.toLocaleString('en')} ms</span>
        </span>
      }
    >
      <div className="flex flex-col gap-4">
        <div className="flex flex-col gap-1 text-sm">
          <p>{sentence}</p>
          {why ? <p className="text-ink-muted">{why}</p> : null}
          {next ? <p className="text-ink-muted">{next}</p> : null}
        </div>
        <Part title="Request">
          <p className="mb-2 font-mono text-xs break-all">
            <MethodMark method={method} /> {answer.url}
          </p>
          <CodeBlock
            label="the request as cURL"
            isCopied
            text={curlCommand({ method, url: answer.url, request: method === 'POST' ? body : null }, '')}
          />
        </Part>
        <Part title="Headers">
          <dl className="grid gap-x-4 gap-y-1 font-mono text-xs sm:grid-cols-[14rem_minmax(0,1fr)]">
            {answer.headers.map(([name, value]) => (
              <div key={name} className="contents">
                <dt className="text-ink-muted">{name}</dt>
                <dd className="break-all max-sm:mb-1">{value}</dd>
              </div>
            ))}
          </dl>
        </Part>
        <Part title="Body">
          {text === '' ? (
            <p className="text-ink-muted text-sm">No body.</p>
          ) : (
            <>
              {answer.isCut ? (
                <p className="text-ink-muted mb-2 text-sm">
                  Only its beginning is shown. Ask for fewer resources by count, or for fewer attributes.
                </p>
              ) : null}
              <CodeBlock label="the answer’s body" isCopied text={text} className="max-h-[40rem]" />
            </>
          )}
        </Part>
      </div>
    </Panel>
  )
}

const Part = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <section aria-label={title}>
    <h3 className="mb-1.5 text-sm font-semibold">{title}</h3>
    {children}
  </section>
)
