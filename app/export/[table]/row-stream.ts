import type { ListPage, ListQuery } from '#db/queries/list.ts'

/** Rows in memory at a time, unless a table's are large. */
export const stepSize = 1_000

/**
 * Text about every row that matches, step by step: nothing is read before the reader asks for it, and no more than a step
 * of `query.size` rows is held. `query.sort` decides whether the first or the last to be created comes first.
 * @param text what a step's rows become.
 * @param beforeStep may throw to end the stream, as when the administrator has been signed out.
 */
export async function* walkText<Row extends { id: string }>(
  query: ListQuery,
  list: (query: ListQuery) => Promise<ListPage<Row>>,
  text: (rows: readonly Row[]) => string,
  beforeStep: () => Promise<void>,
): AsyncGenerator<string> {
  const direction = query.sort[0]?.direction ?? 'asc'
  let after: string | undefined
  for (;;) {
    await beforeStep()
    const walk = after === undefined ? { direction } : { direction, after }
    const { rows, hasMore } = await list({ ...query, walk })
    if (rows.length > 0) yield text(rows)
    const last = rows.at(-1)?.id
    if (!hasMore || last === undefined) return
    after = last
  }
}

/** A body that is made as fast as it is read. `onEnd` runs once it was read to the end, failed, or nobody reads on. */
export const streamOf = (parts: AsyncGenerator<string>, onEnd: () => void): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder()
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const { value, done } = await parts.next()
          if (!done) return controller.enqueue(encoder.encode(value))
          onEnd()
          controller.close()
        } catch (error) {
          onEnd()
          // A file cut short must not look whole: the connection breaks off.
          controller.error(error)
        }
        return undefined
      },
      async cancel() {
        onEnd()
        await parts.return(undefined)
      },
    },
    { highWaterMark: 1 },
  )
}
