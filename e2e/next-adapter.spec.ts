import { createIdp } from './deployment.ts'
import { dialogues, play, sendTo } from './dialogues/play.ts'
import { expect, test } from './fixtures.ts'

// SCIM where there is no server.ts: Next's own server, through the route handler.

test('a dialogue is played through the route handler of next start', async ({ request }) => {
  const { endpoint, token } = await createIdp('Serverless', 'next')
  const { failures } = await play(dialogues['entra-default']!, sendTo(endpoint, token))
  expect(failures).toEqual([])

  const stranger = await request.get(`${endpoint}/Users`, { headers: { Authorization: 'Bearer no' } })
  expect(stranger.status()).toBe(401)
  expect(stranger.headers()['www-authenticate']).toContain('Bearer')
  expect(await stranger.json()).toMatchObject({ status: '401' })
})
