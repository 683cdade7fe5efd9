import { ChevronRight } from 'lucide-react'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { isJsonObject, type JsonValue, parseJson } from '#lib/scim/json.ts'
import { prettyJson } from './pretty-json.ts'

/** A request's or response's body as it was kept: indented, and every list and object in it can be folded away. */
export const SyncLogBody = ({ title, body }: { title: string; body: string | null }) => {
  if (body === null || body === '')
    return (
      <section className="mb-6">
        <h3 className="mb-1.5 text-sm font-semibold">{title}</h3>
        <p className="text-ink-muted text-sm">No body.</p>
      </section>
    )
  const value = parsed(body)
  return (
    <details open className="group/body relative mb-6">
      <summary className="mb-1.5 flex min-h-6 list-none items-center gap-1 pr-8 text-sm font-semibold">
        <ChevronRight className="size-3.5 transition-transform group-open/body:rotate-90" aria-hidden />
        <h3>{title}</h3>
      </summary>
      <CopyButton value={prettyJson(body)} label={title.toLowerCase()} className="absolute top-0 right-0" />
      <section
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- focusable, so that the keyboard can scroll it
        tabIndex={0}
        aria-label={title}
        className="bg-sunken max-h-96 overflow-auto rounded-md border p-3 font-mono text-xs leading-5 break-words whitespace-pre-wrap"
      >
        {value === undefined ? body : <Value value={value} tail="" />}
      </section>
    </details>
  )
}

/** Undefined when the text is no JSON, or was cut. */
const parsed = (body: string): JsonValue | undefined => {
  try {
    // As the service reads it: what is nested without end stays text.
    return parseJson(body)
  } catch {
    return undefined
  }
}

/** Longer lists stand in one line: a body of 64 KiB may have tens of thousands of parts. */
const MOST_PARTS = 300

const Value = ({ name, value, tail }: { name?: string; value: JsonValue; tail: string }) => {
  const label = name === undefined ? null : <span className="text-accent-text">{JSON.stringify(name)}: </span>
  const parts = Array.isArray(value)
    ? value.map((each) => [undefined, each] as const)
    : isJsonObject(value)
      ? Object.entries(value)
      : undefined
  if (!parts || parts.length === 0 || parts.length > MOST_PARTS)
    return (
      <div>
        {label}
        {JSON.stringify(value)}
        {tail}
      </div>
    )
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  return (
    <details open className="group/value">
      <summary className="-ml-3 list-none pl-3 before:-ml-3 before:inline-block before:w-3 before:opacity-60 before:content-['▸'] [details[open]>&]:before:content-['▾']">
        {label}
        {open}
        <span className="text-ink-faint [details[open]>summary>&]:hidden">
          {' '}
          {parts.length} {close}
          {tail}
        </span>
      </summary>
      <div className="pl-4">
        {parts.map(([key, part], index) => (
          <Value
            // A body never changes once it is logged.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            {...(key === undefined ? {} : { name: key })}
            value={part}
            tail={index < parts.length - 1 ? ',' : ''}
          />
        ))}
      </div>
      <div>
        {close}
        {tail}
      </div>
    </details>
  )
}
