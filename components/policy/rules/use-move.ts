'use client'
import { useEffect, useRef } from 'react'
import type { RuleLine } from '#lib/services/policy/rule-view.ts'
import type { RuleActions } from './rule-actions.ts'
import { useRuleChange } from './use-rule-change.ts'

/**
 * Moves a rule to another Rule Order, and tells it. `place` is what it was moved by: its row is put elsewhere in the
 * document, which would drop the focus.
 */
export const useMove = <Place extends HTMLElement>(rule: RuleLine, count: number, move: RuleActions['move']) => {
  const { isPending, run } = useRuleChange()
  const place = useRef<Place>(null)
  const hadFocus = useRef(false)
  const seen = useRef(rule.order)
  useEffect(() => {
    if (seen.current === rule.order) return
    seen.current = rule.order
    if (hadFocus.current && document.activeElement === document.body) place.current?.focus()
    hadFocus.current = false
  }, [rule.order])
  const moveTo = async (order: number) => {
    if (isPending || order === rule.order) return
    hadFocus.current = place.current !== null && document.activeElement === place.current
    await run(() => move({ id: rule.id, order }), `${rule.name} was moved to ${order} of ${count}`)
  }
  return { isPending, place, moveTo }
}
