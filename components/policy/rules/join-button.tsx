'use client'
import type { Join } from '#lib/policy/rule.ts'

/** How two criteria go together; a click changes it, for all of its list. `of`: what is joined. */
export const JoinButton = ({ join, of, onChange }: { join: Join; of: string; onChange: (join: Join) => void }) => {
  const other = join === 'or' ? 'and' : 'or'
  return (
    <button
      type="button"
      aria-label={`${of}: joined by ${join.toUpperCase()}. Change to ${other.toUpperCase()}`}
      title={`Change to ${other.toUpperCase()}`}
      onClick={() => onChange(other)}
      className="border-line-strong bg-surface hover:bg-hover text-accent-text min-h-6 w-fit rounded-full border px-2.5 text-xs font-semibold"
    >
      {join.toUpperCase()}
    </button>
  )
}
