import { format } from 'node:util'
import { afterEach, expect, vi } from 'vitest'

// Whatever is printed as an error during a test is a fault in the test or in the code: expect it with
// `vi.spyOn(console, 'error')`, or mend it.
const printed: string[] = []
const record = (...parts: unknown[]) => void printed.push(format(...parts))
console.error = record

afterEach(() => {
  vi.restoreAllMocks()
  console.error = record
  const lines = printed.splice(0)
  expect(lines, 'console.error was called').toEqual([])
})
