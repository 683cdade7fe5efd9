import { CopyButton } from '#components/ui/copy-button.tsx'
import { cn } from '#components/ui/cn.ts'

/** Code to read and perhaps to carry elsewhere; long lines are scrolled to. */
export const CodeBlock = ({
  label,
  text,
  isCopied = false,
  className,
}: {
  label: string
  text: string
  /** Whether there is a button that copies it. */
  isCopied?: boolean
  className?: string
}) => (
  <div className="relative">
    <pre
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- focusable, so that the keyboard can scroll it
      tabIndex={0}
      aria-label={label}
      className={cn(
        'bg-sunken max-h-96 overflow-auto rounded-md border p-3 font-mono text-xs leading-5',
        isCopied && 'pr-10',
        className,
      )}
    >
      {text}
    </pre>
    {isCopied ? <CopyButton value={text} label={label} className="bg-sunken absolute top-1.5 right-1.5" /> : null}
  </div>
)
