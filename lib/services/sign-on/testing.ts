import { newId, newIdpId } from '#db/ids.ts'
import { useStore } from '#db/index.ts'
import type { IdpRow } from '#db/queries/idps.ts'
import type { Engine, Store } from '#db/store.ts'
import { openEngine } from '#db/testing-engines.ts'
import type { Caller } from '#lib/auth/caller.ts'
import { testIdp, type Answer, type TestIdp } from '#lib/saml/testing-idp.ts'
import { makeSpCertificate } from '../idps/sp-certificate.ts'
import { ensureOrganisation } from '../organisation.ts'
import { testIdpRow } from '../scim/testing.ts'
import { beginSignIn, type BeginSignIn, type BegunSignIn } from './begin.ts'
import { finishSignIn, type Finished, type FinishRequest } from './finish.ts'
import { receiveResponse, type Received } from './receive.ts'

export const origin = 'https://rollcall.example.com'
export const caller: Caller = { address: '192.0.2.7', userAgent: 'Firefox/140.0 (Windows NT 10.0)' }

export type SignOnBench = {
  store: Store
  idp: TestIdp
  /** An enabled IdP for users of example.com, without provisioning, whose keys are those of `idp`. */
  addIdp(settings?: Partial<IdpRow>, options?: { domains?: string[]; peer?: TestIdp }): Promise<string>
  begin(idpId: string, asked?: Partial<BeginSignIn>): Promise<Trip>
  /** Posts what the IdP answers to a request. */
  post(trip: Trip, answer?: Answer): Promise<Received>
  /** Comes to the finish page. */
  finish(trip: Trip, received: Received, asked?: Partial<FinishRequest>): Promise<Finished>
  /** All the way. */
  signIn(idpId: string, answer?: Answer, asked?: Partial<BeginSignIn>): Promise<Finished>
  log(): Promise<
    {
      id: string
      outcome: string
      refusal: string | null
      userName: string
      detail: string | null
      purpose: string
      address: string
    }[]
  >
  close(): Promise<void>
}

/** A request on its way, as the browser and the IdP know it. */
export type Trip = { idpId: string; browser: string; id: string; relayState: string; begun: BegunSignIn }

/** Single sign-on on a store of its own, or the one given, with an IdP that answers; for tests. */
export async function openSignOn(
  engine: Engine = 'sqlite',
  given?: { store: Store; close(): Promise<void> },
): Promise<SignOnBench> {
  process.env['ROLLCALL_URL'] = origin
  process.env['ROLLCALL_SECRET'] = 'a secret of the tests, forty characters.'
  const { store, close } = given ?? (await openEngine(engine))
  useStore(store)
  await ensureOrganisation()
  const idp = await testIdp()
  const keyPair = await makeSpCertificate('245')
  const peers = new Map<string, TestIdp>()

  const bench: SignOnBench = {
    store,
    idp,
    async addIdp(settings = {}, { domains = ['example.com'], peer = idp } = {}) {
      const row = { ...testIdpRow(newIdpId()), ...base(peer), ...settings }
      peers.set(row.id, peer)
      await store.write(async (tx) => {
        const { idps, idpCertificates, idpDomains, spCertificates } = tx.tables
        await tx.insert(idps).values(row)
        await tx.insert(spCertificates).values({ ...keyPair, id: newId(), idpId: row.id })
        const certificate = {
          commonName: '',
          serialNumber: '',
          fingerprint: '',
          validFrom: new Date(0),
          validTo: new Date(2e12),
        }
        await tx.insert(idpCertificates).values({ id: newId(), idpId: row.id, pem: peer.pem, ...certificate })
        await tx.delete(idpDomains)
        for (const domain of domains) await tx.insert(idpDomains).values({ domain, idpId: row.id })
      })
      return row.id
    },
    async begin(idpId, asked = {}) {
      const begun = await beginSignIn({ idpId, purpose: 'sign-in', ...asked })
      const relayState = relayStateOf(begun)
      return { idpId, browser: begun.browser, id: relayState.split('.')[0] ?? '', relayState, begun }
    },
    post(trip, answer = {}) {
      const peer = peers.get(trip.idpId) ?? idp
      const samlResponse = peer.respond({ ...addressed(trip), ...answer })
      return receiveResponse({ idpId: trip.idpId, samlResponse, relayState: trip.relayState, caller })
    },
    async finish(trip, received, asked = {}) {
      const handle = 'handle' in received ? received.handle : 'none'
      const { idpId, browser } = trip
      return finishSignIn({ idpId, handle, browser, isConfirmed: false, previous: undefined, caller, ...asked })
    },
    async signIn(idpId, answer, asked) {
      const trip = await bench.begin(idpId, asked)
      const received = await bench.post(trip, answer)
      if (!('handle' in received)) return { kind: 'refused', code: received.refusal, attemptId: received.attemptId }
      return bench.finish(trip, received)
    },
    log: async () => {
      const { samlSignIns: t } = store.tables
      return store.read.select().from(t).orderBy(t.id)
    },
    async close() {
      useStore(undefined)
      await close()
    },
  }
  return bench
}

/** What an answer to this request says by itself. */
export const addressed = (trip: Pick<Trip, 'idpId' | 'id'>): Answer => ({
  now: new Date(),
  id: `a-${newId()}`,
  acsUrl: `${origin}/saml/${trip.idpId}/acs`,
  destination: `${origin}/saml/${trip.idpId}/acs`,
  audience: `${origin}/saml/${trip.idpId}/metadata`,
  inResponseTo: trip.id,
})

const base = ({ peer }: TestIdp): Partial<IdpRow> => ({
  scimSync: false,
  usesHttpRedirect: true,
  singleSignOnUrl: peer.singleSignOnUrl,
  singleLogoutUrl: peer.singleLogoutUrl,
  idpEntityId: peer.entityId,
})

export const relayStateOf = ({ send }: BegunSignIn): string =>
  (send.binding === 'redirect' ? new URL(send.url).searchParams.get('RelayState') : send.fields['RelayState']) ?? ''
