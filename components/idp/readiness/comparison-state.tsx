import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Time } from '#components/ui/time.tsx'
import type { ComparisonView } from '#lib/services/readiness/index.ts'
import { fieldLabels } from '#lib/table/compared-people.ts'
import { formatCount } from '#lib/table/words.ts'

/** How far a comparison has come, and what it found. */
export const ComparisonState = ({
  comparison,
  canEdit,
  onCancel,
  onForget,
}: {
  comparison: ComparisonView
  canEdit: boolean
  onCancel: () => void
  onForget: () => void
}) => {
  const { status, problem, problems, problemLines } = comparison
  const isGoingOn = status === 'reading' || status === 'comparing'
  return (
    <div className="mb-3 flex flex-col gap-3">
      {problem === null ? null : (
        <Callout tone="bad" title="The file was not read to its end">
          {problem}
        </Callout>
      )}
      {status === 'done' ? <Found comparison={comparison} /> : null}
      <div className="flex flex-wrap items-center gap-3">
        <output className="text-ink-muted mr-auto text-sm">
          {sentence(comparison)}
          {isGoingOn ? null : (
            <>
              {' '}
              {comparison.actorName}, <Time at={comparison.startedAt} />.
            </>
          )}
        </output>
        {!canEdit ? null : isGoingOn ? (
          <Button onClick={onCancel}>Cancel comparison</Button>
        ) : (
          <Button onClick={onForget}>Forget result</Button>
        )}
      </div>
      {status === 'comparing' ? (
        <progress
          aria-label="Users compared"
          max={Math.max(1, comparison.users)}
          value={comparison.usersDone}
          className="accent-accent-text h-1.5 w-full"
        />
      ) : null}
      {problemLines > 0 && status === 'done' ? (
        <Callout tone="warn" title={`${formatCount(problemLines)} lines were left out`}>
          <ul className="list-disc pl-4">
            {problems.map((each) => (
              <li key={each}>{each}</li>
            ))}
            {problemLines > problems.length ? <li>… and {formatCount(problemLines - problems.length)} more</li> : null}
          </ul>
        </Callout>
      ) : null}
    </div>
  )
}

const Found = ({ comparison }: { comparison: ComparisonView }) => (
  <dl aria-label="People by difference" className="grid grid-cols-2 gap-3 sm:grid-cols-5">
    {(
      [
        ['Active in the file', comparison.people],
        ['Alike', comparison.alike],
        ['Missing here', comparison.missing],
        ['Not in the file', comparison.extra],
        ['Different', comparison.differing],
      ] as const
    ).map(([label, number]) => (
      <div key={label}>
        <dt className="text-ink-muted text-xs">{label}</dt>
        <dd className="text-lg font-semibold tabular-nums">{formatCount(number)}</dd>
      </div>
    ))}
  </dl>
)

const sentence = (comparison: ComparisonView): string => {
  const { status, fileName, lines, users, usersDone, columnName, attribute } = comparison
  const by = `“${columnName}” as ${fieldLabels[attribute].toLowerCase()}`
  switch (status) {
    case 'reading':
      return `Reading ${fileName}: ${formatCount(lines)} lines so far. Keep this page open until it has been sent.`
    case 'comparing':
      return `Comparing: ${formatCount(usersDone)} of ${formatCount(users)} users here.`
    case 'cancelled':
      return `The comparison with ${fileName} was cancelled.`
    case 'interrupted':
      return `The comparison with ${fileName} was interrupted. Choose the file again.`
    case 'failed':
      return `${fileName}: correct the file and choose it again.`
    default:
      return `${fileName}, by ${by}: ${formatCount(lines)} lines compared with ${formatCount(users)} users.`
  }
}
