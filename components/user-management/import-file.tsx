'use client'
import { Download, Upload } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { Button, buttonStyles } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Card } from '#components/ui/card.tsx'
import { cn } from '#components/ui/cn.ts'

/** Which file to import, and what one looks like. */
export const ImportFile = ({
  kind,
  columns,
}: {
  kind: 'users' | 'groups' | 'departments'
  columns: readonly { label: string; says: string }[]
}) => {
  const { state, problem, start } = useUpload(kind)
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  return (
    <div className="grid items-start gap-4 @4xl:grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)]">
      <Card className="p-4">
        <h2 className="mb-2 text-sm font-semibold">File</h2>
        {problem === undefined ? null : (
          <Callout tone="bad" role="alert" title="Not read" className="mb-3">
            {problem}
          </Callout>
        )}
        <div
          onDragOver={(event) => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault()
            setOver(false)
            const file = event.dataTransfer.files[0]
            if (file && state === undefined) void start(file)
          }}
          className={cn(
            'border-line-strong flex flex-col items-center gap-3 rounded-lg border border-dashed px-4 py-8 text-center text-sm',
            isOver && 'border-accent-text bg-accent-soft',
          )}
        >
          {state === undefined ? (
            <>
              <input
                ref={input}
                type="file"
                accept=".csv,text/csv"
                aria-label="CSV file"
                className="sr-only"
                tabIndex={-1}
                onChange={(event) => {
                  const file = event.target.files?.[0]
                  event.target.value = ''
                  if (file) void start(file)
                }}
              />
              <Button variant="primary" onClick={() => input.current?.click()}>
                <Upload aria-hidden />
                Choose CSV file
              </Button>
              <p className="text-ink-muted">or drop it here. Up to 100,000 lines, 64 MB, in UTF-8.</p>
            </>
          ) : (
            <output className="block w-full max-w-xs">
              <p className="mb-2 truncate font-medium">{state}</p>
              <div className="bg-sunken h-1 overflow-hidden rounded-full">
                <div className="bg-accent-text animate-progress h-full w-1/4 rounded-full" />
              </div>
              <p className="text-ink-muted mt-2">
                Reading it and comparing it with the directory. Nothing changes yet.
              </p>
            </output>
          )}
        </div>
        <p className="text-ink-muted mt-3 text-sm">
          Also:{' '}
          {(['users', 'groups', 'departments'] as const)
            .filter((other) => other !== kind)
            .map((other, at) => (
              <span key={other}>
                {at > 0 ? ' · ' : ''}
                <Link
                  href={`/user-management/import?kind=${other}`}
                  className="text-accent-text underline-offset-2 hover:underline"
                >
                  Import {other}
                </Link>
              </span>
            ))}
        </p>
      </Card>
      <Card className="p-4">
        <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
          <h2 className="text-sm font-semibold">Columns</h2>
          <a href={`/import/${kind}`} download className={buttonStyles({ size: 'sm' })}>
            <Download aria-hidden />
            Download template
          </a>
        </div>
        <dl className="divide-line divide-y text-sm">
          {columns.map(({ label, says }) => (
            <div key={label} className="grid grid-cols-[8rem_minmax(0,1fr)] gap-x-4 py-1.5 max-sm:grid-cols-1">
              <dt className="font-medium">{label}</dt>
              <dd className="text-ink-muted">{says}</dd>
            </div>
          ))}
        </dl>
        <ul className="text-ink-muted mt-3 list-disc space-y-1 pl-4 text-sm">
          <li>The first line names the columns, in any order. One that is left out leaves its values as they are.</li>
          <li>An empty cell clears a value.</li>
          <li>A file that was exported here can be imported again. What an identity provider owns is never changed.</li>
        </ul>
      </Card>
    </div>
  )
}

/** Sends a file for its dry run, and goes to what came of it. `state`: the file on its way. */
const useUpload = (kind: string) => {
  const router = useRouter()
  const [state, setState] = useState<string>()
  const [problem, setProblem] = useState<string>()
  const start = async (file: File) => {
    setProblem(undefined)
    setState(file.name)
    try {
      const response = await fetch(`/import/${kind}?name=${encodeURIComponent(file.name)}`, {
        method: 'POST',
        headers: { 'content-type': 'text/csv' },
        body: file,
      })
      const answer = (await response.json()) as { id?: string; message?: string }
      if (response.ok && answer.id !== undefined) return router.push(`/user-management/import/${answer.id}`)
      setProblem(answer.message ?? 'The server gave no answer. Try again.')
    } catch {
      setProblem('The server could not be reached, or the upload broke off. Nothing was changed; try again.')
    }
    setState(undefined)
  }
  return { state, problem, start }
}
