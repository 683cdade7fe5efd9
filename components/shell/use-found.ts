import { useEffect, useState } from 'react'
import { fetchJson } from '#components/table/fetch-json.ts'
import type { Found } from './commands.ts'

/** How long typing must rest before the directory is asked, in ms. */
const REST_MS = 120

type Answer = { text: string; found: readonly Found[]; hasFailed: boolean }

/** What the search service finds for `text`; what was found before stays until then, so that the list does not jump. */
export const useFound = (text: string) => {
  const [answer, setAnswer] = useState<Answer>({ text: '', found: [], hasFailed: false })
  const wanted = text.trim()
  useEffect(() => {
    if (wanted === '') return
    const abort = new AbortController()
    const ask = async () => {
      const body = await fetchJson<{ findings: Found[] }>(`/search?q=${encodeURIComponent(wanted)}`, abort.signal)
      if (!abort.signal.aborted) setAnswer({ text: wanted, found: body?.findings ?? [], hasFailed: body === undefined })
    }
    const timer = setTimeout(() => void ask(), REST_MS)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [wanted])
  const isCurrent = answer.text === wanted
  return {
    found: wanted === '' ? [] : answer.found,
    isSearching: wanted !== '' && !isCurrent,
    hasFailed: isCurrent && answer.hasFailed,
  }
}
