import { expect, test } from 'vitest'
import { firstState, type HelpStep, helpStep } from './help-state.ts'

const okta = { kind: 'guide', slug: 'okta-zpa' } as const
const after = (...steps: HelpStep[]) => steps.reduce(helpStep, firstState)

test('Back goes through what was shown, and ends there', () => {
  const state = after({ do: 'show', view: okta }, { do: 'show', view: { kind: 'all' } })
  expect(state).toMatchObject({ view: { kind: 'all' }, past: [{ kind: 'page' }, okta] })
  const back = helpStep(helpStep(state, { do: 'back' }), { do: 'back' })
  expect(back).toMatchObject({ view: { kind: 'page' }, past: [] })
  expect(helpStep(back, { do: 'back' })).toBe(back)
})

test('what is shown already is read from its beginning, and is no step to go back', () => {
  const state = after({ do: 'show', view: okta }, { do: 'show', view: { ...okta } })
  expect(state.past).toEqual([{ kind: 'page' }])
  expect(state.turn).toBe(2)
  expect(
    after({ do: 'show', view: okta }, { do: 'show', view: { ...okta, anchor: 'people-first' } }).past,
  ).toHaveLength(2)
})

test('a guide ends the search and keeps the IdP, unless it comes with another', () => {
  const state = after({ do: 'choose', idp: '1' }, { do: 'search', text: 'token' }, { do: 'show', view: okta })
  expect(state).toMatchObject({ text: '', idp: '1' })
  expect(helpStep(state, { do: 'show', view: okta, idp: '2' }).idp).toBe('2')
})

test('what is remembered has an end', () => {
  const steps = Array.from({ length: 50 }, (_, i): HelpStep => ({ do: 'show', view: { kind: 'guide', slug: `g${i}` } }))
  expect(after(...steps).past).toHaveLength(20)
})
