'use client'
import { Fragment, useEffect, useState } from 'react'
import { outcomeOf } from '#components/idp/actions.ts'
import { accessChanges, type AccessChange } from '#lib/policy/access-change.ts'
import type { ImpactedPeople, ImpactView } from '#lib/services/impact/index.ts'
import { formatCount } from '#lib/table/words.ts'
import type { ImpactActions } from './actions.ts'

const labels: Readonly<Record<AccessChange, string>> = {
  lost: 'Lose access',
  less: 'Lose it under some circumstances',
  gained: 'Gain access',
  more: 'Gain it under further circumstances',
}
const isLoss = (change: AccessChange) => change === 'lost' || change === 'less'

/** The applications for which access changes, with how many people; each opens to the first of them by name. */
export const ImpactedApplications = ({ impact, people }: { impact: ImpactView; people: ImpactActions['people'] }) => {
  const [open, setOpen] = useState<string>()
  const columns = accessChanges.filter((change) => impact.applications.some(({ changes }) => changes[change] > 0))
  return (
    <div className="overflow-x-auto">
      <table className="w-full border-collapse text-left text-sm">
        <caption className="sr-only">Applications for which access changes, and for how many people</caption>
        <thead>
          <tr className="text-ink-muted border-b text-xs">
            <th scope="col" className="py-1.5 pr-2 font-medium">
              Application
            </th>
            {columns.map((change) => (
              <th key={change} scope="col" className="px-2 py-1.5 text-right font-medium">
                {labels[change]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {impact.applications.map(({ id, name, changes }) => (
            <Fragment key={id}>
              <tr className="border-b">
                <th scope="row" className="py-1.5 pr-2 font-normal">
                  <button
                    type="button"
                    aria-expanded={open === id}
                    className="text-accent-text rounded-sm font-medium"
                    onClick={() => setOpen(open === id ? undefined : id)}
                  >
                    {name}
                  </button>
                </th>
                {columns.map((change) => (
                  <td
                    key={change}
                    className={`px-2 py-1.5 text-right tabular-nums ${changes[change] > 0 ? (isLoss(change) ? 'text-bad' : 'text-good') : 'text-ink-faint'}`}
                  >
                    {formatCount(changes[change])}
                  </td>
                ))}
              </tr>
              {open === id ? (
                <tr className="border-b">
                  <td colSpan={columns.length + 1} className="bg-sunken p-3">
                    <People runId={impact.id} applicationId={id} changes={changes} read={people} />
                  </td>
                </tr>
              ) : null}
            </Fragment>
          ))}
        </tbody>
      </table>
      {impact.applicationsInAll > impact.applications.length ? (
        <p className="text-ink-muted mt-2 text-sm">
          {formatCount(impact.applications.length)} of {formatCount(impact.applicationsInAll)} applications; the CSV has
          them all.
        </p>
      ) : null}
    </div>
  )
}

/** The first people of each kind of change, read when asked for. */
const People = ({
  runId,
  applicationId,
  changes,
  read,
}: {
  runId: string
  applicationId: string
  changes: Readonly<Record<AccessChange, number>>
  read: ImpactActions['people']
}) => {
  const [found, setFound] = useState<ImpactedPeople>()
  const [problem, setProblem] = useState<string>()
  useEffect(() => {
    let isCurrent = true
    void outcomeOf(read({ runId, applicationId })).then(({ data, error }) => {
      if (!isCurrent) return
      setFound(data)
      setProblem(error?.message)
    })
    return () => {
      isCurrent = false
    }
  }, [runId, applicationId, read])
  if (problem !== undefined) return <p role="alert">{problem}</p>
  if (!found) return <p className="text-ink-muted">Reading…</p>
  return (
    <div className="flex flex-col gap-3">
      {accessChanges
        .filter((change) => found[change].length > 0)
        .map((change) => (
          <div key={change}>
            <p className="text-ink-muted mb-1 text-xs font-medium">{labels[change]}</p>
            <ul className="flex flex-wrap gap-x-4 gap-y-1">
              {found[change].map((person) => (
                <li key={`${person.idpId} ${person.userName}`} className="wrap-anywhere">
                  {person.userName} <span className="text-ink-muted">{person.idpName}</span>
                </li>
              ))}
            </ul>
            {changes[change] > found[change].length ? (
              <p className="text-ink-muted mt-1">
                and {formatCount(changes[change] - found[change].length)} more, all of them in the CSV
              </p>
            ) : null}
          </div>
        ))}
    </div>
  )
}
