'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import type { ComparisonView, FilePreview, MatchedBy, ReadinessView } from '#lib/services/readiness/index.ts'
import { outcomeOf } from '../actions.ts'
import type { ReadinessActions } from './actions.ts'

export type ChosenFile = { file: File; preview: FilePreview }

/** What is read of a file to show its columns. */
const START = 64 * 1024
const EVERY_MS = 700

/** A comparison from the choice of the file to its end: `latest` is how far it has come. */
export const useComparison = (readiness: ReadinessView, actions: ReadinessActions) => {
  const router = useRouter()
  const { idpId } = readiness
  const [chosen, setChosen] = useState<ChosenFile>()
  const [problem, setProblem] = useState<string>()
  const [latest, setLatest] = useLatest(readiness)
  const isGoingOn = latest?.status === 'reading' || latest?.status === 'comparing'
  useProgress(idpId, isGoingOn ? latest.id : undefined, actions.readComparison, setLatest)

  const choose = async (file: File) => {
    setProblem(undefined)
    // As bytes: text that is no UTF-8 is told by the server, which reads all of it.
    const start = new TextDecoder().decode(await file.slice(0, START).arrayBuffer())
    const { data, error } = await outcomeOf(actions.previewFile({ start }))
    if (error) return setProblem(error.message)
    setChosen({ file, preview: data })
  }
  const start = async (index: number, attribute: MatchedBy) => {
    if (!chosen) return
    const { file, preview } = chosen
    const label = preview.columns[index]?.label ?? ''
    setProblem(undefined)
    const started = await outcomeOf(actions.startComparison({ idpId, fileName: file.name, index, label, attribute }))
    if (started.error) return setProblem(started.error.message)
    const { id } = started.data
    setLatest((await outcomeOf(actions.readComparison({ idpId, id }))).data)
    setChosen(undefined)
    const failed = await upload(`/import/comparison/${id}?column=${index}`, file)
    setProblem(failed)
    setLatest((await outcomeOf(actions.readComparison({ idpId, id }))).data)
    router.refresh()
  }
  return {
    chosen,
    problem,
    latest,
    isGoingOn,
    choose: (file: File) => void choose(file),
    start: (index: number, attribute: MatchedBy) => void start(index, attribute),
    leave: () => setChosen(undefined),
    cancel: () => {
      if (latest) void outcomeOf(actions.cancelComparison({ idpId, id: latest.id }))
    },
    forget: () => {
      if (!latest) return
      void outcomeOf(actions.forgetComparison({ idpId, id: latest.id })).then(({ error }) => {
        setProblem(error?.message)
        if (!error) setLatest(undefined)
        router.refresh()
      })
    },
  }
}

/** What the page says, until something newer is known. */
const useLatest = ({ comparison }: ReadinessView) => {
  const [seen, setSeen] = useState(comparison)
  const [latest, setLatest] = useState(comparison)
  if (seen !== comparison) {
    setSeen(comparison)
    setLatest(comparison)
  }
  return [latest, setLatest] as const
}

const useProgress = (
  idpId: string,
  id: string | undefined,
  read: ReadinessActions['readComparison'],
  onRead: (latest: ComparisonView) => void,
) => {
  const router = useRouter()
  useEffect(() => {
    if (id === undefined) return undefined
    let isCurrent = true
    const timer = setInterval(() => {
      void outcomeOf(read({ idpId, id })).then(({ data }) => {
        if (!isCurrent || !data) return
        onRead(data)
        if (data.status !== 'reading' && data.status !== 'comparing') router.refresh()
      })
    }, EVERY_MS)
    return () => {
      isCurrent = false
      clearInterval(timer)
    }
  }, [idpId, id, read, onRead, router])
}

/** Answers what went wrong. */
async function upload(address: string, file: File): Promise<string | undefined> {
  try {
    const response = await fetch(address, { method: 'POST', headers: { 'content-type': 'text/csv' }, body: file })
    // Read even when all went well: Chromium keeps a request open as long as nobody reads its answer.
    const answer = (await response.json()) as { message?: string }
    if (response.ok) return undefined
    return answer.message ?? 'The server gave no answer. Try again.'
  } catch {
    return 'The server could not be reached, or the upload broke off. Try again.'
  }
}
