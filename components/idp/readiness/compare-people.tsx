'use client'
import { Upload } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Card } from '#components/ui/card.tsx'
import { cn } from '#components/ui/cn.ts'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/select.tsx'
import type { MatchedBy, ReadinessView } from '#lib/services/readiness/index.ts'
import { fieldLabels } from '#lib/table/compared-people.ts'
import type { ReadinessActions } from './actions.ts'
import { ComparisonState } from './comparison-state.tsx'
import { type ChosenFile, useComparison } from './use-comparison.ts'

/** Compares a list that the IdP exported with who is here. */
export const ComparePeople = ({
  readiness,
  actions,
  canEdit,
}: {
  readiness: ReadinessView
  actions: ReadinessActions
  canEdit: boolean
}) => {
  const comparison = useComparison(readiness, actions)
  const { chosen, problem, latest, isGoingOn } = comparison
  if (!canEdit && latest === undefined) return null
  return (
    <Card className="p-4">
      <h2 className="text-sm font-semibold">Compare with a list of the identity provider</h2>
      <p className="text-ink-muted mb-3 max-w-[62rem] text-sm">
        A CSV of its users, as Okta and Entra ID export it: says who is missing here, who is here and not in it, and
        whose names, e-mail address or state differ. The file is read and not kept; the result is forgotten after a day.
      </p>
      {problem === undefined ? null : (
        <Callout tone="bad" role="alert" title="Not compared" className="mb-3">
          {problem}
        </Callout>
      )}
      {latest === undefined ? null : (
        <ComparisonState
          comparison={latest}
          canEdit={canEdit}
          onCancel={comparison.cancel}
          onForget={comparison.forget}
        />
      )}
      {!canEdit || isGoingOn ? null : chosen === undefined ? (
        <DropFile onFile={comparison.choose} isAnother={latest !== undefined} />
      ) : (
        <MatchForm
          key={`${chosen.file.name} ${chosen.file.size} ${chosen.file.lastModified}`}
          chosen={chosen}
          onCompare={comparison.start}
          onLeave={comparison.leave}
        />
      )}
    </Card>
  )
}

const DropFile = ({ onFile, isAnother }: { onFile: (file: File) => void; isAnother: boolean }): ReactNode => {
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  return (
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
        if (file) onFile(file)
      }}
      className={cn(
        'border-line-strong flex flex-wrap items-center justify-center gap-3 rounded-lg border border-dashed px-4 py-6 text-sm',
        isOver && 'border-accent-text bg-accent-soft',
      )}
    >
      <input
        ref={input}
        type="file"
        accept=".csv,text/csv"
        aria-label="CSV file of the identity provider"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file) onFile(file)
        }}
      />
      <Button onClick={() => input.current?.click()}>
        <Upload aria-hidden />
        {isAnother ? 'Choose another CSV file' : 'Choose CSV file'}
      </Button>
      <span className="text-ink-muted">or drop it here. Up to 1 GB, in UTF-8.</span>
    </div>
  )
}

const attributes: readonly { value: MatchedBy; label: string }[] = [
  { value: 'userName', label: fieldLabels.userName },
  { value: 'email', label: fieldLabels.email },
  { value: 'externalId', label: fieldLabels.externalId },
]

/** Which column says who is meant: found by its name, and to be changed. */
const MatchForm = ({
  chosen: { file, preview },
  onCompare,
  onLeave,
}: {
  chosen: ChosenFile
  onCompare: (index: number, attribute: MatchedBy) => void
  onLeave: () => void
}) => {
  const [index, setIndex] = useState(preview.match?.index)
  const [attribute, setAttribute] = useState<MatchedBy>(preview.match?.attribute ?? 'userName')
  return (
    <div className="flex flex-col gap-3 rounded-lg border p-3">
      <p className="text-sm font-medium break-words">{file.name}</p>
      <div className="flex flex-wrap items-end gap-3">
        <Field label="Column that says who is meant" className="w-72 max-w-full">
          <Select
            aria-label="Column that says who is meant"
            value={index === undefined ? '' : String(index)}
            placeholder="Choose a column"
            items={preview.columns.map((column) => ({
              value: String(column.index),
              label: column.label === '' ? `Column ${column.index + 1}` : column.label,
              note: column.example,
            }))}
            onValueChange={(value) => setIndex(Number(value))}
          />
        </Field>
        <Field label="It holds their" className="w-48">
          <Select
            aria-label="It holds their"
            value={attribute}
            items={attributes}
            onValueChange={(value) =>
              setAttribute(attributes.find((each) => each.value === value)?.value ?? 'userName')
            }
          />
        </Field>
        <Button
          variant="primary"
          disabled={index === undefined}
          onClick={() => index !== undefined && onCompare(index, attribute)}
        >
          Compare
        </Button>
        <Button onClick={onLeave}>Cancel</Button>
      </div>
      <p className="text-ink-muted text-sm">
        {preview.match
          ? 'Found by its name.'
          : 'No column has a name that is known: choose the one that identifies people.'}{' '}
        {comparedText(preview.columns, index)}
      </p>
    </div>
  )
}

const comparedText = (columns: ChosenFile['preview']['columns'], match: number | undefined): string => {
  const compared = columns.filter(({ field, index }) => field && field !== 'externalId' && index !== match)
  if (compared.length === 0) return 'No other column is compared.'
  return `Compared besides: ${compared.map(({ label }) => label).join(', ')}. A value that only one side has is no difference.`
}
