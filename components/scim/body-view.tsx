import { CopyButton } from '#components/ui/copy-button.tsx'
import { Part } from './facts.tsx'
import { prettyJson } from './pretty-json.ts'

/** A request's or response's body as it was kept. */
export const BodyView = ({ title, body }: { title: string; body: string | null }) => {
  const text = body === null ? '' : prettyJson(body)
  return (
    <Part title={title} aside={text === '' ? null : <CopyButton value={text} label={title.toLowerCase()} />}>
      {text === '' ? (
        <p className="text-ink-muted text-sm">No body.</p>
      ) : (
        <pre
          // Focusable, so that the keyboard can scroll it.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          className="bg-sunken max-h-96 overflow-auto rounded-md border p-3 font-mono text-xs leading-5"
        >
          {text}
        </pre>
      )}
    </Part>
  )
}
