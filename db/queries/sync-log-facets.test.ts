import { expect, test } from 'vitest'
import { choicesShowing } from './sync-log-facets.ts'

test('a short response is shown by every Response Duration that reaches as far, a long one by its own alone', () => {
  expect(choicesShowing('duration', '200')).toEqual(['up-to-200', 'up-to-500', 'up-to-1000', 'up-to-3000'])
  expect(choicesShowing('duration', '3000')).toEqual(['up-to-3000'])
  expect(choicesShowing('duration', '0')).toEqual(['over-3000'])
  expect(choicesShowing('method', 'PUT')).toEqual(['PUT'])
})
