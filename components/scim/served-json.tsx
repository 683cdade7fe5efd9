import { CopyButton } from '#components/ui/copy-button.tsx'
import { Panel } from './entity-frame.tsx'

export type ServedJsonView = {
  /** The request that gets it: "GET …/Users/…". */
  request: string
  /** Pretty-printed. */
  text: string
  /** What is not in it, and why. */
  note?: string
}

/** The resource as the IdP gets it. */
export const ServedJson = ({ served }: { served: ServedJsonView }) => (
  <Panel title="SCIM JSON as served" aside={<CopyButton value={served.text} label="SCIM JSON" />}>
    <p className="text-ink-muted mb-2 font-mono text-xs break-all">{served.request}</p>
    {served.note ? <p className="text-ink-muted mb-2 text-sm">{served.note}</p> : null}
    <pre
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- focusable, so that the keyboard can scroll it
      tabIndex={0}
      aria-label="SCIM JSON"
      className="bg-sunken max-h-112 overflow-auto rounded-md border p-3 font-mono text-xs leading-5"
    >
      {served.text}
    </pre>
  </Panel>
)
