'use client'
import { Search } from 'lucide-react'
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import { Input } from '#components/ui/input.tsx'
import { cn } from '#components/ui/cn.ts'
import { MethodMark } from './method-mark.tsx'

/** An operation as it is found: by any of its words. */
export type Found = { id: string; group: string; method: string; path: string; summary: string; words: string }

const Matching = createContext<ReadonlySet<string> | undefined>(undefined)

/** Around the reference: a search field and the list of operations, which stay beside what is read where there is room. */
export const ReferenceSearch = ({ operations, children }: { operations: readonly Found[]; children: ReactNode }) => {
  const [text, setText] = useState('')
  const matching = useMemo(() => matchesOf(operations, text), [operations, text])
  const shown = operations.filter(({ id }) => matching.has(id))
  const groups = [...new Set(shown.map(({ group }) => group))]
  return (
    <Matching value={matching}>
      <div className="grid items-start gap-x-8 gap-y-4 lg:grid-cols-[15rem_minmax(0,1fr)]">
        <nav
          aria-label="Operations"
          className="lg:bg-canvas flex flex-col gap-3 lg:sticky lg:top-0 lg:max-h-dvh lg:overflow-y-auto lg:py-2"
        >
          <div className="relative">
            <Search className="text-ink-faint absolute top-2 left-2.5 size-4" aria-hidden />
            <Input
              type="search"
              aria-label="Search the reference"
              placeholder="Search operations"
              className="pl-8"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </div>
          <output className={cn('text-ink-muted block text-sm', text === '' && 'sr-only')}>
            {shown.length === 0 ? 'No operation matches.' : `${shown.length} of ${operations.length} operations`}
          </output>
          <div className="flex flex-col gap-3 max-lg:hidden">
            {groups.map((group) => (
              <div key={group}>
                <p className="text-ink-muted px-2 text-xs font-medium">{group}</p>
                <ul className="mt-1">
                  {shown
                    .filter((each) => each.group === group)
                    .map(({ id, method, summary }) => (
                      <li key={id}>
                        <a
                          href={`#${id}`}
                          className="hover:bg-hover flex items-baseline gap-2 rounded-md px-2 py-1 text-sm no-underline"
                        >
                          <MethodMark method={method} className="w-12 shrink-0 text-[0.6875rem]" />
                          <span className="min-w-0">{summary}</span>
                        </a>
                      </li>
                    ))}
                </ul>
              </div>
            ))}
          </div>
        </nav>
        <div className="flex min-w-0 flex-col gap-6">{children}</div>
      </div>
    </Matching>
  )
}

/** A part of the reference that is there while one of its operations matches what is searched for. */
export const WhileFound = ({ ids, children }: { ids: readonly string[]; children: ReactNode }) => {
  const matching = useContext(Matching)
  return <div hidden={matching !== undefined && !ids.some((id) => matching.has(id))}>{children}</div>
}

function matchesOf(operations: readonly Found[], text: string): ReadonlySet<string> {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean)
  const matches = operations.filter(({ words }) => wanted.every((word) => words.includes(word)))
  return new Set(matches.map(({ id }) => id))
}
