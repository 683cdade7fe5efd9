import { closeStore, openStore, store } from '#db/index.ts'
import { insertSamlSignIn } from '#db/queries/saml-requests.ts'
import { sessionRow, signInRow } from '#db/queries/user-sessions-testing.ts'
import { insertUserSession } from '#db/queries/user-sessions.ts'
import { admitUser } from '#lib/services/sign-on-people/index.ts'

// Run by deployment.ts in a process of its own, beside the server: somebody signed in through an IdP, and somebody else was
// refused, a moment ago. In: JSON.

type Asked = { idp: { id: string; name: string }; signedIn: string; refused: string }

const parts: Buffer[] = []
for await (const part of process.stdin) parts.push(part as Buffer)
const { idp, signedIn, refused } = JSON.parse(Buffer.concat(parts).toString('utf8')) as Asked

await openStore()
const caller = {
  address: '203.0.113.9',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0',
}
const provisioning = {
  scimSync: true,
  samlAutoProvisioning: false,
  displayNameAttribute: '',
  groupNameAttribute: '',
  departmentNameAttribute: '',
  usesArbitraryDomains: false,
  groupsPerUser: null,
}
for (const loginName of [signedIn, refused]) {
  await store().write(async (tx) => {
    const now = new Date()
    const arrival = { idp: { ...idp, ...provisioning }, assertion: { attributes: [] }, loginName, now, caller }
    const admission = await admitUser(tx, arrival)
    const of = { idpId: idp.id, ...caller }
    if (!admission.isAdmitted) {
      const { refusal, detail } = admission
      return insertSamlSignIn(tx, signInRow(loginName, now, { ...of, refusal, detail }))
    }
    await insertUserSession(tx, sessionRow(admission.userName, { ...of, userId: admission.userId }))
    return insertSamlSignIn(tx, signInRow(loginName, now, of))
  })
}
await closeStore()
