import { generate } from 'selfsigned'
import { store } from '#db/index.ts'
import { backdateIdp, isUnused } from '#db/seed.ts'
import { AppError } from '#lib/errors.ts'
import { readCertificates } from '#lib/saml/certificate.ts'
import type { Actor } from '../actor.ts'
import { appendAudit } from '../audit.ts'
import { changeIdp, createIdp, getOrganisation } from '../idps/index.ts'
import { writeTokenUses } from '../scim/token-use.ts'
import { recountSyncLogs } from '../sync-log-sweeps.ts'
import { keepByHand } from './by-hand.ts'
import { clientOf, type Client } from './client.ts'
import { fortnightBefore } from './clock.ts'
import { playDecisions } from './decisions.ts'
import { playEntra } from './entra.ts'
import { playOkta } from './okta.ts'
import { keepPolicies } from './policies.ts'
import { playSignIns } from './sign-ins.ts'

export type Seeded = { idps: { id: string; name: string }[] }

/**
 * Sample data: two IdPs, forty people, their groups, a fortnight of sync logs that ends the day before `now`,
 * sign-ins of the last three days, the policies of an access team, and what they decided since. The people, groups
 * and requests are the same every time; they come in through the SCIM service, so they are what it makes of them.
 * @throws AppError `conflict` unless there is no IdP and no sync log yet. Administrators may exist.
 */
export async function seed(actor: Actor, now: Date = new Date()): Promise<Seeded> {
  if (!(await isUnused(store().report))) {
    throw new AppError(
      'conflict',
      'This database is not empty: sample data goes only where there is no identity provider and no sync log yet. Set DATABASE_URL to a new file, such as file:./data/sample.db.',
    )
  }
  const clock = fortnightBefore(now)
  const okta = await addIdp(actor, clock(0, '08:40'), {
    name: 'Okta',
    domain: 'northwind.example',
    entityId: 'http://www.okta.com/exk9f2m4q7RtLbVwS5d7',
    singleSignOnUrl: 'https://northwind.okta.example/app/rollcall/exk9f2m4q7RtLbVwS5d7/sso/saml',
    certificateEndsAt: new Date(now.getTime() + 3_000 * 86_400_000),
    userAgent: 'Okta SCIM Client 1.0.0',
    address: '203.0.113.24',
  })
  const entra = await addIdp(actor, clock(0, '09:55'), {
    name: 'Entra-ID',
    domain: 'harbour.example',
    entityId: 'https://sts.windows.net/2b1d7a52-66f0-4d0e-8a3d-0c9f1f6f6b11/',
    singleSignOnUrl: 'https://login.microsoftonline.com/2b1d7a52-66f0-4d0e-8a3d-0c9f1f6f6b11/saml2',
    // Three years after it was made, which somebody has to notice.
    certificateEndsAt: new Date(now.getTime() + 19 * 86_400_000),
    userAgent: 'AzureADProvisioning/1.0',
    address: '198.51.100.71',
  })
  await playOkta(okta, clock)
  await playEntra(entra, clock)
  await keepByHand(actor, clock)
  await writeTokenUses()
  // Its requests came in the past, which a sweep of a running server may have counted already.
  for (const { idpId } of [okta, entra]) await recountSyncLogs(idpId, now)

  const idps = [
    { id: okta.idpId, name: 'Okta' },
    { id: entra.idpId, name: 'Entra-ID' },
  ]
  await playSignIns(idps, now)
  await keepPolicies({ okta: okta.idpId, entra: entra.idpId }, actor)
  await playDecisions(idps, actor, now)
  const organisation = await getOrganisation()
  await store().write((tx) =>
    appendAudit(tx, actor, { action: 'seed.run', target: { type: 'organisation', ...organisation }, after: { idps } }),
  )
  return { idps }
}

type Sample = {
  name: string
  domain: string
  entityId: string
  singleSignOnUrl: string
  certificateEndsAt: Date
  userAgent: string
  address: string
}

/** An IdP that was set up at `at`, and a client that provisions to it. */
async function addIdp(actor: Actor, at: Date, sample: Sample): Promise<Client> {
  const wanted = { name: sample.name, scimSync: true, scimPolicy: true, domains: [sample.domain], guard: true }
  const { id, token } = await createIdp(wanted, actor)
  if (token === undefined) throw new Error('An IdP with SCIM Sync was made without a token.')
  const made = await generate([{ name: 'commonName', value: sample.domain }], {
    keySize: 2048,
    algorithm: 'sha256',
    notBeforeDate: at,
    notAfterDate: sample.certificateEndsAt,
  })
  const settings = { singleSignOnUrl: sample.singleSignOnUrl, idpEntityId: sample.entityId }
  await changeIdp(id, { settings, certificates: readCertificates(made.cert) }, actor)
  await store().write((tx) => backdateIdp(tx, id, at))
  const { id: organisationId } = await getOrganisation()
  return clientOf({ organisationId, idpId: id, token, userAgent: sample.userAgent, address: sample.address })
}
