import { CopyButton } from '#components/ui/copy-button.tsx'

/** Text as it came, to be read and copied: never as markup. */
export const RawText = ({
  label,
  text,
  copied = text,
}: {
  label: string
  text: string
  /** What the button copies, where `text` was made easier to read. */
  copied?: string
}) => (
  <section className="flex min-w-0 flex-col gap-2" aria-label={label}>
    <div className="flex items-center justify-between gap-2">
      <h2 className="text-base font-semibold">{label}</h2>
      <CopyButton value={copied} label={label} />
    </div>
    <pre
      // Focusable, so that the keyboard can scroll it.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={label}
      className="bg-sunken max-h-112 overflow-auto rounded-lg border p-3 font-mono text-xs leading-5"
    >
      {text}
    </pre>
  </section>
)
