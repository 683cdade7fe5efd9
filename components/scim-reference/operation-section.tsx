import { ChevronRight, Hash } from 'lucide-react'
import { Badge } from '#components/ui/badge.tsx'
import { CodeBlock } from './code-block.tsx'
import { MethodMark } from './method-mark.tsx'
import { tryItHref } from './paths.ts'
import type { ExampleView, OperationView } from './reference-view.ts'

/** One operation: what it is for, what it takes and answers, and requests with their answers. */
export const OperationSection = ({
  operation,
  tryItWith,
}: {
  operation: OperationView
  /** The IdP that *Try it* leads to; none: there is no such link. */
  tryItWith: string | undefined
}) => (
  <section aria-labelledby={operation.id} className="border-b pb-6">
    <div className="flex items-center gap-2">
      <h3 id={operation.id} className="scroll-mt-16 text-base font-semibold lg:scroll-mt-4">
        {operation.summary}
      </h3>
      <a
        href={`#${operation.id}`}
        aria-label={`Link to ${operation.summary}`}
        className="text-ink-faint hover:text-ink grid size-6 place-items-center rounded-md"
      >
        <Hash className="size-3.5" aria-hidden />
      </a>
    </div>
    <p className="mt-0.5 flex flex-wrap items-baseline gap-x-2 gap-y-1">
      <MethodMark method={operation.method} />
      <code className="font-mono text-sm break-all">{operation.path}</code>
      <Badge>{operation.access}</Badge>
    </p>
    <p className="text-ink-muted mt-2 max-w-3xl text-sm">{operation.description}</p>
    <div className="mt-3 flex flex-col gap-2">
      {operation.parameters.length === 0 ? null : (
        <Fold title="Parameters">
          <dl className="grid gap-x-4 gap-y-2 text-sm sm:grid-cols-[11rem_minmax(0,1fr)]">
            {operation.parameters.map(({ name, place, description }) => (
              <div key={name} className="contents">
                <dt className="font-mono text-xs leading-5">
                  {name} <span className="text-ink-muted font-sans">{place}</span>
                </dt>
                <dd className="text-ink-muted max-sm:mb-1">{description}</dd>
              </div>
            ))}
          </dl>
        </Fold>
      )}
      <Fold title="Answers">
        <AnswerList answers={operation.answers} />
      </Fold>
      {operation.examples.map((example, index) => (
        <Example key={example.key} example={example} isOpen={index === 0} tryItWith={tryItWith} />
      ))}
    </div>
  </section>
)

/** Statuses, and what each means. */
export const AnswerList = ({ answers }: { answers: readonly { status: number; what: string }[] }) => (
  <dl className="grid gap-x-4 gap-y-2 text-sm sm:grid-cols-[3rem_minmax(0,1fr)]">
    {answers.map(({ status, what }) => (
      <div key={status} className="contents">
        <dt>
          <StatusBadge status={status} />
        </dt>
        <dd className="text-ink-muted max-sm:mb-1">{what}</dd>
      </div>
    ))}
  </dl>
)

const Example = ({
  example: { key, summary, status, curl, headers, body, isRead },
  isOpen,
  tryItWith,
}: {
  example: ExampleView
  isOpen: boolean
  tryItWith: string | undefined
}) => (
  <Fold
    isOpen={isOpen}
    title={
      <>
        {summary} <StatusBadge status={status} />
      </>
    }
  >
    <div className="flex flex-col gap-2">
      <CodeBlock label={`cURL: ${summary}`} text={curl} isCopied />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-ink-muted text-xs font-medium">Answer</p>
        {isRead && tryItWith !== undefined ? (
          <a
            href={tryItHref(tryItWith, key)}
            aria-label={`Try it: ${summary}`}
            className="text-accent-text text-xs font-medium"
          >
            Try it
          </a>
        ) : null}
      </div>
      <CodeBlock
        label={`Answer: ${summary}`}
        text={[`HTTP/1.1 ${status}`, headers, ...(body === '' ? [] : ['', body])]
          .filter((part, at) => at !== 1 || part)
          .join('\n')}
      />
    </div>
  </Fold>
)

export const Fold = ({
  title,
  isOpen = false,
  children,
}: {
  title: React.ReactNode
  isOpen?: boolean
  children: React.ReactNode
}) => (
  <details open={isOpen} className="group/fold rounded-md border">
    <summary className="hover:bg-hover flex min-h-9 list-none items-center gap-2 rounded-md px-3 py-1.5 text-sm font-medium">
      <ChevronRight
        className="text-ink-muted size-3.5 shrink-0 transition-transform group-open/fold:rotate-90"
        aria-hidden
      />
      {title}
    </summary>
    <div className="border-t p-3">{children}</div>
  </details>
)

export const StatusBadge = ({ status }: { status: number }) => (
  <Badge tone={status >= 500 ? 'bad' : status >= 400 ? 'warn' : 'good'} className="font-mono">
    {status}
  </Badge>
)
