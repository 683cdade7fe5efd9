import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { newId } from '#db/ids.ts'
import { store } from '#db/index.ts'
import { testCertificate } from '#lib/saml/testing.ts'
import { cliActor } from '../actor.ts'
import { edited } from '../configuration/index.ts'
import { openIdpTestStore } from '../idps/testing.ts'
import type { makeSpCertificate } from '../idps/sp-certificate.ts'
import { ensureOrganisation } from '../organisation.ts'
import { applyConfiguration, configurationText, exportConfiguration, readConfiguration } from './index.ts'

// A key pair takes a second: one does for all.
vi.mock('../idps/sp-certificate.ts', async (original) => {
  const real = await original<{ makeSpCertificate: typeof makeSpCertificate }>()
  let made: ReturnType<typeof makeSpCertificate> | undefined
  const makeOne = async (idpId: string) => ({
    ...(await (made ??= real.makeSpCertificate(idpId))),
    idpId,
    id: newId(),
  })
  return { ...real, makeSpCertificate: makeOne }
})

let close: () => Promise<void>
let pem: string
beforeAll(async () => {
  ;({ close } = await openIdpTestStore())
  await ensureOrganisation()
  ;({ pem } = await testCertificate())
})
afterAll(async () => {
  await close()
})

const pick = <T>(...values: readonly T[]) => fc.constantFrom(...values)
const some = <T>(...values: readonly T[]) => fc.subarray([...values])
const words = fc.string({ maxLength: 20, unit: 'grapheme' }).map((text) =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .trim()
    .normalize('NFC'),
)

// In the order in which they are exported.
const idpNames = ['Entra', 'Okta', 'Ping'] as const
const idp = (name: string, at: number) =>
  fc.record({
    name: fc.constant(name),
    // A set-up that is over is never begun again.
    status: pick('enabled', 'disabled'),
    domains: fc.subarray([`more-${at}.example`, `${name.toLowerCase()}.example`].toSorted(), { minLength: 1 }),
    singleSignOnUrl: fc.constant(`https://${name.toLowerCase()}.example/sso`),
    idpEntityId: fc.constant(`urn:${name}`),
    certificates: fc.constant([at]),
    scimSync: fc.boolean(),
    isDefault: fc.constant(name === 'Okta'),
    usesArbitraryDomains: fc.constant(name === 'Entra'),
    logRetentionDays: pick(7, 30),
    requestsPerSecond: pick(null, 50),
    samlAttributes: some({ name: 'Site', samlAttribute: `site-${name}` }, { name: 'Team', samlAttribute: 'team' }),
  })

const item = (hasTeam: boolean) =>
  fc.oneof(
    fc.constant<object>({ anySamlAttribute: true }),
    fc.record({ scimAttribute: pick('title', 'department'), value: pick('Engineer', 'Sales: "A"', '- x', '1') }),
    ...(hasTeam ? [fc.record({ samlAttribute: fc.constant('Team'), value: pick('blue', 'true', '~') })] : []),
  )

type Idp = { name: string; samlAttributes: { name: string }[] }
const identity = (idps: readonly Idp[]) =>
  fc.record({
    join: pick('or', 'and'),
    idps: fc.subarray([...idps], { minLength: 1 }).chain((chosen) =>
      fc.tuple(
        ...chosen.map(({ name, samlAttributes }) =>
          fc.record({
            idp: fc.constant(name),
            join: pick('or', 'and'),
            items: fc.array(item(samlAttributes.some((each) => each.name === 'Team')), { minLength: 1, maxLength: 3 }),
          }),
        ),
      ),
    ),
  })

const criteria = (idps: readonly Idp[]) =>
  fc.record(
    {
      applications: fc.subarray(['Wiki', 'Mail: all'], { minLength: 1 }),
      segmentGroups: fc.constant(['Tools']),
      ...(idps.length === 0 ? {} : { identity: identity(idps) }),
      clientTypes: fc.subarray(['client', 'browser'], { minLength: 1 }),
      platforms: fc.subarray(['linux', 'mac'], { minLength: 1 }),
    },
    { requiredKeys: [] },
  )

const rules = (idps: readonly Idp[], outcome: fc.Arbitrary<object>) =>
  fc
    .uniqueArray(pick('First', 'Second', 'Third', 'Fourth', 'Naïve'), { maxLength: 5 })
    .chain((names) =>
      fc.tuple(
        ...names.map((name) =>
          fc
            .record({ isEnabled: fc.boolean(), description: words, criteria: criteria(idps), outcome })
            .map(({ outcome: own, ...rest }) => ({ name, ...rest, ...own })),
        ),
      ),
    )

const configurations = fc
  .subarray([...idpNames])
  .chain((names) => fc.tuple(...names.map((name) => idp(name, idpNames.indexOf(name)))))
  .chain((idps) =>
    fc.record({
      rollcall: fc.constant(1),
      authenticationSettings: fc.record({
        authenticationType: pick('saml', 'form'),
        primaryDomain: fc.constant(''),
        secondaryDomains: fc.constant([]),
        sessionTimeoutMinutes: fc.integer({ min: 5, max: 600 }),
        frequency: pick('daily', 'once', 'session', 'custom'),
        frequencyDays: fc.integer({ min: 1, max: 180 }),
        pacProxy: pick('', 'proxy.example.com:8080'),
      }),
      exemptedUrls: some('.okta.com', 'login.example.com/path'),
      idps: fc.constant(idps),
      locations: some(
        {
          name: 'Lisbon',
          ranges: ['192.0.2.0/24'],
          enforcesAuthentication: true,
          idp: idps.some(({ name }) => name === 'Entra') ? 'Entra' : null,
          sublocations: [{ name: 'Desk', ranges: ['192.0.2.7/32'] }],
        },
        { name: '北京', ranges: ['2001:db8::/48', '198.51.100.0/24'] },
      ),
      segmentGroups: fc
        .record({ description: words, isEnabled: fc.boolean() })
        .map((own) => [{ name: 'Tools', ...own }]),
      applications: fc
        .record({ tcpPorts: pick('443', '80, 8000-8080'), segmentGroup: pick(null, 'Tools') })
        .map((own) => [
          { name: 'Mail: all', domains: ['mail.example.com'], udpPorts: '53', ...own },
          { name: 'Wiki', domains: ['wiki.example.com', '*.wiki.example.com'], ...own },
        ]),
      policies: fc.record({
        access: rules(idps, fc.record({ action: fc.constant('block'), message: words })),
        forwarding: rules(idps.slice(0, 1), fc.record({ action: pick('bypass', 'forward-allowed', 'forward') })),
        timeout: rules(idps, fc.record({ authenticationSeconds: pick(null, 86_400), idleSeconds: pick(null, 3_600) })),
        defaults: fc.record({
          forwarding: fc.record({ description: words, action: pick('forward', 'bypass') }),
          timeout: fc.record({ authenticationSeconds: pick(null, 604_800), idleSeconds: fc.constant(null) }),
        }),
      }),
    }),
  )

test('whatever the configuration was, a file brings it to what the file says; exported and applied again it is no change', async () => {
  const operator = cliActor('root')
  const exported = async () => exportConfiguration(await edited(store().report))
  await fc.assert(
    fc.asyncProperty(configurations, pick('yaml' as const, 'json' as const), async (configuration, format) => {
      const written = JSON.stringify({
        ...configuration,
        idps: configuration.idps.map((each) => ({ ...each, certificates: [pem] })),
      })
      const file = readConfiguration(written)
      await applyConfiguration(file, operator, { deletesIdps: true })
      expect(await exported()).toEqual(file.file)
      const text = configurationText(await exported(), format)
      expect((await applyConfiguration(readConfiguration(text), operator)).changes).toEqual([])
      expect(readConfiguration(text).file).toEqual(file.file)
    }),
    { numRuns: 8 },
  )
}, 120_000)
