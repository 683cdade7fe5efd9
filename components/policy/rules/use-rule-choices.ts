'use client'
import { useEffect, useState } from 'react'
import { type FormError, outcomeOf } from '#components/idp/actions.ts'
import type { RuleChoices } from '#lib/services/policy/rule-choices.ts'
import type { RuleActions } from './rule-actions.ts'

/** What a rule may name, asked for when its form opens. `retry` asks again after an `error`. */
export const useRuleChoices = (ask: RuleActions['choices']) => {
  const [answer, setAnswer] = useState<{ choices?: RuleChoices; error?: FormError }>({})
  useEffect(() => {
    if (answer.choices || answer.error) return undefined
    let isLeft = false
    void outcomeOf(ask()).then(({ data, error }) => {
      if (!isLeft) setAnswer(data ? { choices: data } : { error })
    })
    return () => {
      isLeft = true
    }
  }, [ask, answer])
  return { ...answer, retry: () => setAnswer({}) }
}
