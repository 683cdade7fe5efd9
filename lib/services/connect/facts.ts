import { listComparisons } from '#db/queries/comparisons.ts'
import {
  findCertificateEnteredAt,
  findFirstMadeAt,
  findLastMadeAt,
  findScimSyncSince,
  findTokenFacts,
} from '#db/queries/connect-facts.ts'
import { findExpectedNumbers } from '#db/queries/expected-numbers.ts'
import { findIdp, listIdpCertificates, type IdpRow } from '#db/queries/idps.ts'
import { getTotals } from '#db/queries/totals.ts'
import type { Reader } from '#db/store.ts'
import { isSamlConfigured } from '../idps/rules.ts'
import { edited } from '../configuration/index.ts'

/** All that the steps of *Connect* go by. */
export type ConnectFacts = {
  now: Date
  /** `unpublished`: it is in a draft alone, so that it answers nobody yet. */
  status: 'enabled' | 'disabled' | 'resume' | 'unpublished'
  saml: { isPresent: boolean; at: Date | undefined }
  scimSync: { isOn: boolean; since: Date | undefined }
  /** `live`: made at, of the newest one that works; `pending`: of the newest that was generated and not saved. */
  token: { live: Date | undefined; pending: Date | undefined; hasExpired: boolean }
  requests: { firstAt: Date | undefined; lastAt: Date | undefined }
  /** `active` of them: whoever left is kept and inactive. */
  users: { count: number; active: number; firstAt: Date | undefined; lastAt: Date | undefined }
  groups: { count: number; firstAt: Date | undefined }
  /** Around the first group: the last user before it and the first one after it. */
  aroundGroups: { before: Date | undefined; after: Date | undefined }
  /** What the IdP has, as an administrator said. */
  expected: { users: number | null; groups: number | null; source: 'entered' | 'file'; at: Date } | undefined
  /** The newest list that was compared: people of it who were not here, and how many users there were then. */
  compared: { missing: number; users: number } | undefined
  policy: { isOn: boolean; since: Date | undefined }
}

/** An IdP and its facts, as it is published, or as it is drafted as long as it is not; undefined when there is none. */
export async function findFacts(
  q: Reader,
  idpId: string,
  now: Date,
): Promise<{ idp: IdpRow; facts: ConnectFacts } | undefined> {
  const live = await findIdp(q, idpId)
  const handle = live ? q : await edited(q)
  const idp = live ?? (await findIdp(handle, idpId))
  return idp && { idp, facts: await gatherFacts(handle, idp, live !== undefined, now) }
}

async function gatherFacts(q: Reader, idp: IdpRow, isPublished: boolean, now: Date): Promise<ConnectFacts> {
  const { id } = idp
  const [certificates, certificateAt, since, tokenFacts, totals, lastUserAt, expected, comparisons] = await Promise.all(
    [
      listIdpCertificates(q, id),
      findCertificateEnteredAt(q, id),
      idp.scimSync ? findScimSyncSince(q, id) : undefined,
      findTokenFacts(q, id),
      getTotals(q, id),
      findLastMadeAt(q, 'users', id),
      findExpectedNumbers(q, id),
      listComparisons(q, id),
    ],
  )
  const { tokens, firstUsedAt, lastUsedAt } = tokenFacts
  const compared = comparisons.find(({ status }) => status === 'done')
  // Before the first request people may have come with sign-ins: those are not what the IdP sent.
  const first = async (kind: 'users' | 'groups') =>
    totals[kind] === 0
      ? undefined
      : ((firstUsedAt && (await findFirstMadeAt(q, kind, id, firstUsedAt))) ?? findFirstMadeAt(q, kind, id))
  const [firstUserAt, firstGroupAt] = await Promise.all([first('users'), first('groups')])
  const [before, after] = firstGroupAt
    ? await Promise.all([findLastMadeAt(q, 'users', id, firstGroupAt), findFirstMadeAt(q, 'users', id, firstGroupAt)])
    : []
  const isWorking = ({ expiresAt }: { expiresAt: Date | null }) => expiresAt === null || expiresAt > now
  const live = tokens.filter(({ state }) => state === 'live')
  return {
    now,
    status: !isPublished ? 'unpublished' : idp.status === 'deleting' ? 'disabled' : idp.status,
    saml: { isPresent: isSamlConfigured({ ...idp, certificates: certificates.length }), at: certificateAt },
    scimSync: { isOn: idp.scimSync, since },
    token: {
      live: live.find(isWorking)?.createdAt,
      pending: tokens.find(({ state }) => state === 'pending')?.createdAt,
      hasExpired: live.length > 0 && !live.some(isWorking),
    },
    requests: { firstAt: firstUsedAt, lastAt: lastUsedAt },
    users: { count: totals.users, active: totals.activeUsers, firstAt: firstUserAt, lastAt: lastUserAt },
    groups: { count: totals.groups, firstAt: firstGroupAt },
    aroundGroups: { before, after },
    expected: expected && {
      users: expected.users,
      groups: expected.groups,
      source: expected.source,
      at: expected.enteredAt,
    },
    compared: compared && { missing: compared.missing, users: compared.users },
    policy: { isOn: idp.scimAttributesForPolicy, since: idp.scimPolicySince ?? undefined },
  }
}
