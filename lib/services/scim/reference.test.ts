import { format, resolveConfig } from 'prettier'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines, openEngine } from '#db/testing-engines.ts'
import { keyOf, type RecordedAnswer } from '#lib/scim/reference/examples.ts'
import { operations } from '#lib/scim/reference/operations.ts'
import { steps } from '#lib/scim/reference/steps.ts'
import { openStage, requestOf, tell } from './testing-reference.ts'
import { openScim, type ScimBench } from './testing.ts'

/** The answers to all steps, one after another, by a server that has not been asked anything before. */
async function tellAll(scim: ScimBench): Promise<Record<string, RecordedAnswer>> {
  const { stage, told } = await openStage(scim)
  const answers: Record<string, RecordedAnswer> = {}
  for (const step of steps) answers[keyOf(step)] = await tell(requestOf(step), stage, told, step)
  return answers
}

describe.each(engines)('the reference on %s', (engine) => {
  let scim: ScimBench
  beforeAll(async () => {
    scim = await openScim('node', await openEngine(engine))
  }, 60_000)
  afterAll(() => scim.close())

  test('every request is answered as it is printed', async () => {
    const answers = await tellAll(scim)
    for (const step of steps) expect([keyOf(step), answers[keyOf(step)]?.status]).toEqual([keyOf(step), step.status])
    const file = '../../scim/reference/answers.json'
    const text = await format(JSON.stringify(answers), {
      ...(await resolveConfig(import.meta.filename)),
      parser: 'json',
    })
    // Recorded anew with `npm run unit -- lib/services/scim/reference.test.ts -u`.
    await expect(text).toMatchFileSnapshot(file)
  })
})

test('every operation has an example, and every step an operation', () => {
  expect([...new Set(steps.map(({ operation }) => operation))].toSorted()).toEqual(
    operations.map(({ id }) => id).toSorted(),
  )
  expect(new Set(steps.map(keyOf)).size).toBe(steps.length)
})
