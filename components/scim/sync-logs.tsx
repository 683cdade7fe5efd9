'use client'
import { useCallback, useMemo, useRef, useState } from 'react'
import type { TablePage } from '#components/table/data-table.tsx'
import type { RowDetail } from '#components/table/row-drawer.tsx'
import { useTableUrl } from '#components/table/use-table-url.ts'
import { Callout } from '#components/ui/callout.tsx'
import { Time } from '#components/ui/time.tsx'
import type { syncLogsKept } from '#lib/table/scim-sync-logs.ts'
import { SyncLogChart, type SyncLogChartView } from './sync-log-chart.tsx'
import { FoldRow, type FoldView, NewMarker } from './sync-log-fold.tsx'
import { LiveSwitch } from './sync-log-live.tsx'
import { SyncLogsTable, type SyncLogView } from './sync-logs-table.tsx'
import { useLiveTail } from './use-live-tail.ts'
import { useReading } from './use-reading.ts'
import { useRowMarks } from './use-row-marks.ts'

/** SCIM Sync Logs of one IdP: the chart, the live tail, and the table with its folds. */
export const SyncLogs = ({
  definition,
  page,
  folds,
  chart,
  searchedBackTo,
  detail,
}: {
  definition: ReturnType<typeof syncLogsKept>
  page: TablePage<SyncLogView>
  folds: readonly FoldView[]
  chart: SyncLogChartView
  /** Names, ids or text were looked for back to this moment alone. */
  searchedBackTo: string | undefined
  detail: RowDetail | undefined
}) => {
  const url = useTableUrl(definition)
  const { place, setPlace } = url
  const area = useRef<HTMLDivElement>(null)
  const [isLive, setLive] = useState(false)
  const isNewestFirst = place.page === 1 && place.to === null && place.sort[0]?.direction !== 'asc'
  const isReading = useReading(area, isLive)
  const isPaused = isReading || place.row !== null
  const { rows: tail, count } = useLiveTail(page.rows, isLive && isNewestFirst, isPaused)
  const [looked, setLooked] = useState<string>()
  const newest = tail[0]?.id ?? page.rows[0]?.id
  const switchLive = useCallback(
    (next: boolean) => {
      setLive(next)
      setLooked(newest)
      // New requests come in at the top of an open range.
      if (next && !isNewestFirst) setPlace({ page: null, sort: null, range: null, from: null, to: null })
    },
    [newest, isNewestFirst, setPlace],
  )
  const [wasPaused, setWasPaused] = useState(isPaused)
  if (wasPaused !== isPaused) {
    setWasPaused(isPaused)
    // Whoever has read on has seen what was there.
    if (!isPaused) setLooked(newest)
  }

  const [opened, setOpened] = useState<{ page: unknown; rows: ReadonlyMap<string | null, SyncLogView[]> }>(nothing)
  const openedRows = opened.page === page.rows ? opened.rows : nothing.rows
  const rows = useMemo(
    () => [
      ...tail,
      ...(openedRows.get(null) ?? []),
      ...page.rows.flatMap((row) => [row, ...(openedRows.get(row.id) ?? [])]),
    ],
    [tail, page.rows, openedRows],
  )
  const lastNew = tail.findLast(({ id }) => looked !== undefined && id > looked)?.id
  const under = (id: string | null) => {
    const firstFold = id === (tail.at(-1)?.id ?? null) ? null : undefined
    const fold = folds.find((each) => each.under === (firstFold === null ? null : id))
    const isFoldHere = fold && (fold.under !== null || firstFold === null)
    if (!isFoldHere && id !== lastNew) return null
    return (
      <>
        {id !== null && id === lastNew ? <NewMarker /> : null}
        {isFoldHere ? (
          <FoldRow
            fold={fold}
            isOpen={openedRows.has(fold.under)}
            onOpen={(found) => setOpened({ page: page.rows, rows: new Map(openedRows).set(fold.under, found) })}
            onClose={() =>
              setOpened({ page: page.rows, rows: new Map([...openedRows].filter(([under]) => under !== fold.under)) })
            }
          />
        ) : null}
      </>
    )
  }

  const fresh = useMemo(() => new Set(tail.map(({ id }) => id)), [tail])
  const isFresh = useCallback((id: string) => fresh.has(id), [fresh])
  useRowMarks(area, 'data-new', isFresh, rows)

  return (
    <>
      <SyncLogChart
        chart={chart}
        url={url}
        area={area}
        rows={rows}
        aside={<LiveSwitch isOn={isLive} isPaused={isLive && isPaused} onChange={switchLive} />}
      />
      {searchedBackTo ? (
        <Callout tone="info" className="mb-3">
          Names, ids and text were looked for in the newest requests only, back to{' '}
          <Time at={searchedBackTo} format="exact" />. Choose an earlier time range to search further back.
        </Callout>
      ) : null}
      <div
        ref={area}
        className="[&_tr[data-lit]]:bg-accent-soft [&_tr[data-new]]:animate-in [&_tr[data-new]]:fade-in [&_tr[data-new]]:slide-in-from-top-2 [&_tr[data-new]]:duration-300"
      >
        <SyncLogsTable
          definition={definition}
          page={{ ...page, rows, total: page.total + count, besides: rows.length - page.rows.length - tail.length }}
          under={under}
          detail={detail}
        />
      </div>
    </>
  )
}

const nothing = { page: undefined, rows: new Map<string | null, SyncLogView[]>() }
