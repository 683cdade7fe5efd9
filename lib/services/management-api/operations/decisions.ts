import { setImmediate as turn } from 'node:timers/promises'
import { z } from 'zod'
import { answerQuestion } from '../../decision-api/answer-question.ts'
import { answeredJson, questionIn, questionJson, showAnswer } from '../decision-json.ts'
import { defineOperation } from '../operation.ts'
import { fault, problemOf } from '../problem.ts'

/** Questions of one batch, and how many are answered before others get their turn. */
const MOST = 100
const ANSWERED_AT_ONCE = 10

const tag = 'Decisions'
const idpId = '216196257331281920'
const example = {
  user: { idpId, userName: 'dana@example.com' },
  application: { host: 'wiki.example.com' },
  clientType: 'browser',
  ipAddress: '192.0.2.7',
  policies: ['access', 'timeout'],
}
const fields = { userId: 'user.userId', idpId: 'user.idpId' }

const decideOne = defineOperation({
  id: 'decide',
  method: 'POST',
  path: '/decisions',
  scope: 'decisions',
  tag,
  summary: 'Decides by the published policies whether somebody may reach an application.',
  description: 'What is decided is taken into the decision log: every DENY, and a share of what is allowed.',
  body: questionJson,
  answer: answeredJson,
  fields,
  example: { body: example },
  handle: async ({ body, caller }) => ({ body: showAnswer(await answerQuestion(questionIn(body), caller.keyName)) }),
})

const problemJson = z.strictObject({ id: z.string(), reason: z.string(), params: z.array(z.string()) })

const decideMany = defineOperation({
  id: 'decideBatch',
  method: 'POST',
  path: '/decisions/batch',
  scope: 'decisions',
  tag,
  summary: `Decides up to ${MOST} questions, each by itself, in their order.`,
  description:
    'A question whose user or IdP is not there has a problem in place of its answer; the others are answered all the same.',
  body: z.strictObject({ questions: z.array(questionJson).min(1) }),
  answer: z.strictObject({
    answers: z.array(
      z
        .strictObject({ decision: answeredJson.optional(), problem: problemJson.optional() })
        .describe('One of the two.'),
    ),
  }),
  example: { body: { questions: [example] } },
  async handle({ body, caller }) {
    if (body.questions.length > MOST) throw tooMany(body.questions.length)
    const answers: { decision?: z.output<typeof answeredJson>; problem?: z.output<typeof problemJson> }[] = []
    for (const [index, question] of body.questions.entries()) {
      if (index > 0 && index % ANSWERED_AT_ONCE === 0) await turn()
      try {
        answers.push({ decision: showAnswer(await answerQuestion(questionIn(question), caller.keyName)) })
      } catch (error) {
        const { status, id, reason, params } = problemOf(error, fields)
        if (status >= 500) throw error
        answers.push({ problem: { id, reason, params: params.map((param) => `questions.${index}.${param}`) } })
      }
    }
    return { body: { answers } }
  },
})

const tooMany = (count: number) =>
  fault(413, 'invalid.batch.size', `Field questions: up to ${MOST} are answered at once, and ${count} were sent.`, [
    'questions',
  ])

export const decisionOperations = [decideOne, decideMany]
