'use client'
import Link from 'next/link'
import { TextCell } from '#components/table/cells.tsx'
import { type Cells, DataTable, type TablePage } from '#components/table/data-table.tsx'
import { Badge } from '#components/ui/badge.tsx'
import type { Tone } from '#components/ui/tone.ts'
import { userPageHref } from '#components/scim/paths.ts'
import type { ComparedPersonView } from '#lib/services/readiness/index.ts'
import { comparedLabels, comparedPeople, fieldLabels } from '#lib/table/compared-people.ts'
import { formatCount } from '#lib/table/words.ts'

/** Who is not alike in the file and here. */
export const ComparedPeopleTable = ({ idpId, page }: { idpId: string; page: TablePage<ComparedPersonView> }) => (
  <DataTable definition={comparedPeople} page={page} cells={cellsOf(idpId)} />
)

const tones: Record<ComparedPersonView['kind'], Tone> = { missing: 'bad', extra: 'warn', differing: 'info' }

const cellsOf = (idpId: string): Cells<typeof comparedPeople, ComparedPersonView> => ({
  name: (person) =>
    person.userId === null ? (
      <TextCell className="font-medium">{person.name}</TextCell>
    ) : (
      <Link href={userPageHref(idpId, person.userId)} className="text-accent-text font-medium hover:underline">
        {person.name}
      </Link>
    ),
  kind: (person) => <Badge tone={tones[person.kind]}>{comparedLabels[person.kind]}</Badge>,
  differences: (person) => (
    <ul className="min-w-56 py-1 text-sm">
      {person.differences.map(({ field, file, here }) => (
        <li key={field} className="break-words">
          <span className="text-ink-muted">{fieldLabels[field]}: </span>
          {file} <span className="text-ink-muted">in the file,</span> {here}{' '}
          <span className="text-ink-muted">here</span>
        </li>
      ))}
    </ul>
  ),
  line: (person) => (person.line === null ? null : formatCount(person.line)),
})
