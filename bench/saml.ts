import { SAML } from '@node-saml/node-saml'
import type { Shape } from '#lib/saml/testing-idp.ts'
import { finishSignIn } from '#lib/services/sign-on/finish.ts'
import { receiveResponse } from '#lib/services/sign-on/receive.ts'
import { addressed, caller, openSignOn, origin, type Trip } from '#lib/services/sign-on/testing.ts'
import { compared, median, report } from './report.ts'

// What a sign-in costs beside the verification of its response by the node-saml library alone: the response is parsed,
// verified, judged and recorded in a durable write, so that it counts once; and, on top of that, the person admitted and a
// session opened in a second one. `npm run bench saml [sign-ins] [rounds]`; 40 and 15 unless said otherwise. Requests and
// the IdP's signatures are made outside what is timed.

const [signIns = '40', rounds = '15'] = process.argv.slice(2)
/** Browsers that come at once. */
const AT_ONCE = 8

type Prepared = { trip: Trip; samlResponse: string }

const bench = await openSignOn()
try {
  const idpId = await bench.addIdp()
  const rows = []
  for (const [shape, what] of [
    ['okta', 'response and assertion signed'],
    ['entra', 'assertion signed'],
    ['ping', 'response signed'],
  ] as const) {
    const library = verifier(idpId, shape)
    const turns: { alone: number; received: number; whole: number }[] = []
    // The first turn warms both up, and does not count.
    for (let turn = 0; turn <= Number(rounds); turn++) {
      const prepared = await prepare(idpId, shape)
      const alone = await perSecond(prepared, async ({ samlResponse }) => {
        const { profile } = await library.validatePostResponseAsync({ SAMLResponse: samlResponse })
        if (profile?.nameID !== 'dana@example.com') throw new Error('The library did not accept a response.')
      })
      const received = await perSecond(prepared, async (one) => void (await receive(one)))
      const whole = await perSecond(await prepare(idpId, shape), async (one) => finish(one, await receive(one)))
      if (turn > 0) turns.push({ alone, received, whole })
    }
    const [verified, recorded] = [`${what}, /s: verified by node-saml alone`, { atLeast: 0.7 }]
    rows.push(compared(`${verified}, received here`, middle(turns, 'received'), recorded))
    rows.push(compared(`${verified}, signed in here`, middle(turns, 'whole')))
  }
  report('saml', `Sign-ins by ${AT_ONCE} browsers at once, ${signIns} a turn, ${rounds} turns; the median turn.`, rows)
} finally {
  await bench.close()
}

/** Requests that were begun here, and their answers. */
async function prepare(idpId: string, shape: Shape): Promise<Prepared[]> {
  const prepared: Prepared[] = []
  for (let made = 0; made < Number(signIns); made++) {
    const trip = await bench.begin(idpId)
    prepared.push({ trip, samlResponse: bench.idp.respond({ shape, ...addressed(trip) }) })
  }
  return prepared
}

/** Each turn is compared within itself: a machine that others use changes from turn to turn. */
function middle(
  turns: { alone: number; received: number; whole: number }[],
  of: 'received' | 'whole',
): [number, number] {
  const alone = median(turns.map((turn) => turn.alone))
  return [alone, alone * median(turns.map((turn) => turn[of] / turn.alone))]
}

/** As the Service Provider URL does it. Returns the handle for the finish page. */
async function receive({ trip, samlResponse }: Prepared): Promise<string> {
  const { idpId, relayState } = trip
  const received = await receiveResponse({ idpId, samlResponse, relayState, caller })
  if (!('handle' in received)) throw new Error(`A response was refused: ${received.refusal}`)
  return received.handle
}

/** As the finish page does it. */
async function finish({ trip: { idpId, browser } }: Prepared, handle: string): Promise<void> {
  const finished = await finishSignIn({ idpId, handle, browser, isConfirmed: false, previous: undefined, caller })
  if (finished.kind !== 'signed-in') throw new Error(`A sign-in ended as ${finished.kind}.`)
}

async function perSecond(prepared: Prepared[], work: (one: Prepared) => Promise<void>): Promise<number> {
  const waiting = [...prepared]
  const begunAt = performance.now()
  const browser = async () => {
    for (let one = waiting.pop(); one; one = waiting.pop()) await work(one)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, browser))
  return prepared.length / ((performance.now() - begunAt) / 1000)
}

/** As its guide has it, with what the shape signs required. */
function verifier(idpId: string, shape: Shape): SAML {
  return new SAML({
    callbackUrl: `${origin}/saml/${idpId}/acs`,
    issuer: `${origin}/saml/${idpId}/metadata`,
    idpCert: bench.idp.pem,
    acceptedClockSkewMs: 60_000,
    wantAssertionsSigned: shape !== 'ping',
    wantAuthnResponseSigned: shape !== 'entra',
  })
}
