'use client'
import { useState } from 'react'
import { focusField } from '#components/editing/focus-field.ts'
import type { FormError } from '#components/idp/actions.ts'
import type { RuleProblem } from '#lib/policy/problems.ts'

/**
 * What is wrong with a rule's fields: what the server found, and from the first attempt to save on, `problems`, as they are
 * while somebody types. `isSound` is that attempt: where there is a problem, its field gets the focus.
 */
export const useProblems = (error: FormError | undefined, problems: readonly RuleProblem[]) => {
  const [isTried, setTried] = useState(false)
  return {
    isTried,
    errorAt: (field: string): string | undefined => {
      if (error?.field === field) return error.message
      return isTried ? problems.find((problem) => problem.field === field)?.message : undefined
    },
    isSound: (): boolean => {
      setTried(true)
      const [first] = problems
      if (first) focusField(first.field)
      return first === undefined
    },
  }
}
