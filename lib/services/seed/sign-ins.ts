import { newId } from '#db/ids.ts'
import { store } from '#db/index.ts'
import { insertSamlSignIn } from '#db/queries/saml-requests.ts'
import { insertUserSession, type EndReason } from '#db/queries/user-sessions.ts'
import { randomSecret, sha256Hex } from '#lib/auth/secrets.ts'
import type { RefusalCode } from '#lib/saml/refusals.ts'
import { fold } from '#lib/scim/fold.ts'
import { admitUser } from '../sign-on-people/index.ts'

const browsers = {
  mac: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 14_6) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
  windows:
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36',
  linux: 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0',
  phone: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile Safari/604.1',
}

// Hours ago, IdP, login name, browser, and what became of the session, or which check refused it before anybody was named.
const attempts = `
70|Okta|greta.lindqvist@northwind.example|mac|logout
52|Okta|jonas.weber@northwind.example|windows|revoked
49|Okta||linux|SAML-202
48.9|Okta||linux|SAML-202
30|Entra-ID|kavya.menon@harbour.example|windows|idp-logout
29|Entra-ID|otto.brandt@harbour.example|windows|
27|Okta|temp.desk@northwind.example|phone|
26|Okta|temp.desk@northwind.example|phone|
11|Okta|amara.okafor@northwind.example|mac|
10.2|Okta|daria.nowak@northwind.example|linux|
9.5|Okta|danuta.nowak@northwind.example|windows|
8|Entra-ID|aino.virtanen@harbour.example|phone|
7.4|Entra-ID|aino.virtanen@harbour.example|windows|
6|Okta|elif.demir@northwind.exam|mac|
5.9|Okta|elif.demir@northwind.exam|mac|
5.5|Okta|elif.demir@northwind.example|mac|
3.1|Entra-ID|esther.cohen@harbour.example|windows|SAML-402
3|Entra-ID|esther.cohen@harbour.example|windows|
2.2|Okta|hiro.tanaka@northwind.example|mac|
1.5|Okta|keiko.mori@northwind.example|phone|
0.7|Okta|samuel.adeyemi@northwind.example|windows|`

type Idp = { id: string; name: string }

/** Sign-ins of the last days at the sample IdPs, the people let in or refused as the SCIM check has it. */
export async function playSignIns(idps: readonly Idp[], now: Date): Promise<void> {
  for (const [index, line] of attempts.trim().split('\n').entries()) {
    const [hours = '', name, loginName = '', browser = 'mac', end = ''] = line.split('|')
    const idp = idps.find((one) => one.name === name)
    if (!idp) continue
    const at = new Date(now.getTime() - Number(hours) * 3_600_000)
    const caller = { address: `203.0.113.${40 + index}`, userAgent: browsers[browser as keyof typeof browsers] }
    await signIn({ idp, at, now, loginName, caller, end })
  }
}

type Attempt = {
  idp: Idp
  at: Date
  now: Date
  loginName: string
  caller: { address: string; userAgent: string }
  end: string
}

const signIn = ({ idp, at, now, loginName, caller, end }: Attempt): Promise<void> =>
  store().write(async (tx) => {
    const log = (refusal: RefusalCode | null, detail: string | null) =>
      insertSamlSignIn(tx, {
        ...caller,
        id: newId(at),
        at,
        idpId: idp.id,
        purpose: 'sign-in',
        outcome: refusal === null ? 'accepted' : 'refused',
        refusal,
        detail,
        userName: loginName,
        userNameKey: fold(loginName),
      })
    if (end === 'SAML-202') return log(end, 'No certificate of this IdP made the signature')
    if (end === 'SAML-402') return log(end, 'NotOnOrAfter was passed four minutes ago')
    const arrival = { idp: { ...idp, ...byScim }, assertion: { attributes: [] }, loginName, now: at, caller }
    const admission = await admitUser(tx, arrival)
    if (!admission.isAdmitted) return log(admission.refusal, admission.detail)
    await log(null, null)
    const { userId, userName } = admission
    const endedAt = end === '' ? null : new Date(at.getTime() + 5 * 3_600_000)
    const local = userName.slice(0, userName.indexOf('@'))
    await insertUserSession(tx, {
      ...caller,
      id: newId(at),
      // Nobody has the reference: these sessions are to be looked at.
      hash: sha256Hex(randomSecret()),
      idpId: idp.id,
      userId,
      userName,
      userNameKey: fold(userName),
      nameId: loginName,
      nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
      sessionIndex: sha256Hex(`${idp.id} ${at.toISOString()}`).slice(0, 16),
      authenticatedAt: at,
      attributes: JSON.stringify({ login: [local], amr: ['pwd', 'otp'] }),
      createdAt: at,
      lastSeenAt: endedAt ?? new Date(at.getTime() + (now.getTime() - at.getTime()) / 2),
      expiresAt: new Date(at.getTime() + 86_400_000),
      endedAt,
      endReason: end === '' ? null : (end as EndReason),
    })
  })

const byScim = {
  scimSync: true,
  samlAutoProvisioning: false,
  displayNameAttribute: '',
  groupNameAttribute: '',
  departmentNameAttribute: '',
  usesArbitraryDomains: false,
  groupsPerUser: null,
}
