'use client'
import { None, TextCell } from '#components/table/cells.tsx'
import { type Cells, DataTable, type TablePage } from '#components/table/data-table.tsx'
import { Badge } from '#components/ui/badge.tsx'
import type { Tone } from '#components/ui/tone.ts'
import type { Finding, ImportLineView } from '#lib/services/directory/import/index.ts'
import { importLines, outcomeLabels } from '#lib/table/import-lines.ts'
import { formatCount } from '#lib/table/words.ts'

/** The lines of an imported file: what each changes, or what is wrong with it in which column. */
export const ImportLinesTable = ({ page }: { page: TablePage<ImportLineView> }) => (
  <DataTable definition={importLines} page={page} cells={cells} />
)

const tones: Record<keyof typeof outcomeLabels, Tone> = {
  create: 'good',
  update: 'info',
  unchanged: 'neutral',
  conflict: 'warn',
  error: 'bad',
}

const cells: Cells<typeof importLines, ImportLineView> = {
  line: (line) => formatCount(line.line),
  name: (line) => <TextCell className="font-medium">{line.name}</TextCell>,
  outcome: (line) => (
    <span className="inline-flex items-center gap-1.5">
      <Badge tone={tones[line.outcome]}>{outcomeLabels[line.outcome]}</Badge>
      {line.isApplied && (line.outcome === 'create' || line.outcome === 'update') ? (
        <span className="text-ink-muted text-xs">Applied</span>
      ) : null}
    </span>
  ),
  findings: (line) =>
    line.findings.length === 0 ? (
      <None />
    ) : (
      <ul className="py-1 text-sm whitespace-normal md:min-w-64">
        {line.findings.map((finding) => (
          <li key={JSON.stringify(finding)} className="break-words">
            <FindingText finding={finding} />
          </li>
        ))}
      </ul>
    ),
}

const FindingText = ({ finding: { column, message, before, after } }: { finding: Finding }) => (
  <>
    {/* Many messages begin with the name of their column. */}
    {column && !message?.startsWith(column) ? <span className="text-ink-muted">{column}: </span> : null}
    {message ?? (
      <>
        {before === undefined ? null : (
          <>
            <del className="text-ink-muted">{before || 'empty'}</del>
            <span aria-hidden> → </span>
          </>
        )}
        <ins className="no-underline">{after || 'empty'}</ins>
      </>
    )}
  </>
)
