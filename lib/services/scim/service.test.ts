import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines, openEngine } from '#db/testing-engines.ts'
import { openScim, type ScimBench, type TestIdp } from './testing.ts'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

describe.each(engines)('the SCIM service on %s', (engine) => {
  let scim: ScimBench
  let okta: TestIdp
  let entra: TestIdp
  beforeAll(async () => {
    scim = await openScim('node', await openEngine(engine))
    okta = await scim.addIdp()
    entra = await scim.addIdp()
  }, 60_000)
  afterAll(() => scim.close())

  let n = 0
  const person = (extra: object = {}) => ({
    schemas: [USER],
    userName: `person${++n}@example.com`,
    active: true,
    ...extra,
  })
  const create = async (idp: TestIdp, extra: object = {}) => {
    const { status, body, text } = await scim.send(idp, 'POST', '/Users', person(extra))
    expect(status, text).toBe(201)
    return body as { id: string; userName: string; meta: { location: string; version: string } }
  }
  const createGroup = async (idp: TestIdp, ids: string[] = []) => {
    const members = ids.map((value) => ({ value }))
    const { status, body, text } = await scim.send(idp, 'POST', '/Groups', {
      schemas: [GROUP],
      displayName: `group ${++n}`,
      members,
    })
    expect(status, text).toBe(201)
    return body as { id: string; displayName: string }
  }
  const patch = (idp: TestIdp, path: string, ...Operations: object[]) =>
    scim.send(idp, 'PATCH', path, { schemas: [PATCH], Operations })
  const membersOf = async (idp: TestIdp, id: string) =>
    ((await scim.send(idp, 'GET', `/Groups/${id}`)).body['members'] as { value: string }[]).map(
      (member) => member.value,
    )
  const lastLog = async (idp: TestIdp) => (await scim.logs(idp)).at(-1)!

  describe('users', () => {
    test('a created user is served back with id, meta and an absolute location', async () => {
      const sent = person({
        displayName: 'Dana',
        title: 'Engineer',
        [ENTERPRISE]: { department: 'Sales' },
        password: 'not to be kept',
      })
      const { status, body, headers } = await scim.send(okta, 'POST', '/Users', sent)
      expect(status).toBe(201)
      expect(headers.get('content-type')).toContain('application/scim+json')
      const id = String(body['id'])
      expect(headers.get('location')).toMatch(new RegExp(`^https?://.+/scim/1/${okta.id}/v2/Users/${id}$`))
      expect(body).toMatchObject({ userName: sent.userName, title: 'Engineer', [ENTERPRISE]: { department: 'Sales' } })
      expect(body['schemas']).toEqual([USER, ENTERPRISE])
      const read = await scim.send(okta, 'GET', `/Users/${id}`)
      expect(read.body).toEqual(body)
      expect(read.text).not.toContain('not to be kept')
      const row = await lastLog(okta)
      expect(row).toMatchObject({
        method: 'POST',
        status: 201,
        entityType: 'User',
        entityId: id,
        entityName: sent.userName,
      })
      expect(row.request).not.toContain('not to be kept')
    })

    test.each(['PERSON', 'Ｐerson'])(
      'a userName in another form (%s…) is a duplicate, and nothing changes',
      async (form) => {
        const { id, userName } = await create(okta)
        const other = userName.replace('person', form)
        const { status, body } = await scim.send(okta, 'POST', '/Users', person({ userName: other }))
        expect(status).toBe(409)
        expect(body).toMatchObject({ scimType: 'uniqueness', status: '409' })
        expect(body['detail']).toContain(id)
        expect(await lastLog(okta)).toMatchObject({ status: 409, scimType: 'uniqueness', entityName: other })
        // The same name is free in another IdP.
        expect((await scim.send(entra, 'POST', '/Users', person({ userName: other }))).status).toBe(201)
      },
    )

    test('two creates of one name at the same time make one user', async () => {
      const user = person()
      const answers = await Promise.all(Array.from({ length: 8 }, () => scim.send(okta, 'POST', '/Users', user)))
      const statuses = answers.map((answer) => answer.status)
      expect(statuses.toSorted((a, b) => a - b)).toEqual([201, 409, 409, 409, 409, 409, 409, 409])
    })

    test('PUT clears what it leaves out, but never lets a leaver back in', async () => {
      const { id, userName } = await create(okta, { title: 'Engineer', active: false })
      const { status, body } = await scim.send(okta, 'PUT', `/Users/${id}`, {
        schemas: [USER],
        userName,
        displayName: 'New',
      })
      expect(status).toBe(200)
      expect(body).toMatchObject({ displayName: 'New', active: false })
      expect(body).not.toHaveProperty('title')
      expect(JSON.parse((await lastLog(okta)).changes!)).toEqual(
        expect.arrayContaining([
          { path: 'title', before: 'Engineer' },
          { path: 'displayName', after: 'New' },
        ]),
      )
    })

    test('an update that changes nothing leaves version and lastModified alone', async () => {
      const { id, meta } = await create(okta, { title: 'Same' })
      const { body } = await patch(okta, `/Users/${id}`, { op: 'replace', path: 'title', value: 'Same' })
      expect(body['meta']).toEqual(meta)
      expect(await lastLog(okta)).toMatchObject({ status: 200, changes: null })
    })

    test('a rename to a taken name is refused as a whole', async () => {
      const first = await create(okta)
      const second = await create(okta)
      const { status } = await patch(
        okta,
        `/Users/${second.id}`,
        { op: 'replace', path: 'title', value: 'x' },
        { op: 'replace', path: 'userName', value: first.userName.toUpperCase() },
      )
      expect(status).toBe(409)
      expect((await scim.send(okta, 'GET', `/Users/${second.id}`)).body).not.toHaveProperty('title')
    })

    test('50 changes at once lose nothing', async () => {
      const { id } = await create(okta)
      const urls = Array.from({ length: 50 }, (_, i) => `${i}@x.example`)
      const answers = await Promise.all(
        urls.map((value) =>
          patch(okta, `/Users/${id}`, { op: 'add', path: 'emails', value: [{ value, type: value }] }),
        ),
      )
      expect(answers.every((answer) => answer.status === 200)).toBe(true)
      const { body } = await scim.send(okta, 'GET', `/Users/${id}`)
      expect((body['emails'] as { value: string }[]).map((email) => email.value).sort()).toEqual(urls.sort())
      expect(body['meta']).toMatchObject({ version: 'W/"51"' })
    })

    test('If-Match is checked against the version that is written over', async () => {
      const { id, meta } = await create(okta)
      const change = { schemas: [PATCH], Operations: [{ op: 'replace', path: 'title', value: 'a' }] }
      expect((await scim.send(okta, 'PATCH', `/Users/${id}`, change, { 'if-match': meta.version })).status).toBe(200)
      expect((await scim.send(okta, 'PATCH', `/Users/${id}`, change, { 'if-match': meta.version })).status).toBe(412)
      expect((await scim.send(okta, 'GET', `/Users/${id}`, undefined, { 'if-none-match': 'W/"2"' })).status).toBe(304)
    })

    test('deactivation keeps the user, or deletes where the IdP is set up so', async () => {
      const kept = await create(okta)
      await patch(okta, `/Users/${kept.id}`, { op: 'Replace', path: 'active', value: 'False' })
      expect((await scim.send(okta, 'GET', `/Users/${kept.id}`)).body['active']).toBe(false)

      const strict = await scim.addIdp({ onDeactivate: 'delete' })
      const user = await create(strict)
      const group = await createGroup(strict, [user.id])
      expect((await patch(strict, `/Users/${user.id}`, { op: 'replace', value: { active: false } })).status).toBe(200)
      expect((await scim.send(strict, 'GET', `/Users/${user.id}`)).status).toBe(404)
      expect(await membersOf(strict, group.id)).toEqual([])
      // A group request that still names the user skips and flags it.
      expect(
        (await patch(strict, `/Groups/${group.id}`, { op: 'add', path: 'members', value: [{ value: user.id }] }))
          .status,
      ).toBe(204)
      expect((await lastLog(strict)).notes).toContain(user.id)
      const again = await create(strict, { userName: user.userName })
      expect(again.id).not.toBe(user.id)
    })

    test('a userName outside the Authentication Domains is flagged, or refused where the IdP is set up so', async () => {
      const flagging = await scim.addIdp({}, ['inside.example'])
      await create(flagging, { userName: 'a@inside.example' })
      expect((await lastLog(flagging)).notes).toBeNull()
      await create(flagging, { userName: 'a@outside.example' })
      expect((await lastLog(flagging)).notes).toContain('outside')
      const refusing = await scim.addIdp({ onForeignDomain: 'refuse' }, ['strict.example'])
      const { status, body } = await scim.send(refusing, 'POST', '/Users', person({ userName: 'a@outside.example' }))
      expect(status).toBe(400)
      expect(body['detail']).toContain('@strict.example')
    })

    test('groups on a user are read-only and served', async () => {
      const user = await create(okta, { groups: [{ value: 'nonsense' }] })
      const group = await createGroup(okta, [user.id])
      const { body } = await scim.send(okta, 'GET', `/Users/${user.id}`)
      expect(body['groups']).toMatchObject([{ value: group.id, display: group.displayName }])
      expect(body['meta']).toMatchObject({ version: 'W/"1"' })
    })

    test('deletion takes the user out of every group, and is final', async () => {
      const user = await create(okta)
      const group = await createGroup(okta, [user.id])
      expect((await scim.send(okta, 'DELETE', `/Users/${user.id}`)).status).toBe(204)
      expect((await scim.send(okta, 'DELETE', `/Users/${user.id}`)).status).toBe(404)
      expect(await membersOf(okta, group.id)).toEqual([])
    })
  })

  describe('groups', () => {
    test('a member that does not exist here refuses the request whole, and names the id', async () => {
      const mine = await create(okta)
      const foreign = await create(entra)
      const group = await createGroup(okta)
      const value = [{ value: mine.id }, { value: foreign.id }]
      const { status, body } = await patch(okta, `/Groups/${group.id}`, { op: 'add', path: 'members', value })
      expect(status).toBe(400)
      expect(body).toMatchObject({ scimType: 'invalidValue' })
      expect(body['detail']).toContain(foreign.id)
      expect(await membersOf(okta, group.id)).toEqual([])
    })

    test('PUT without members leaves them; with members it makes them so', async () => {
      const [a, b] = [await create(okta), await create(okta)]
      const group = await createGroup(okta, [a.id])
      await scim.send(okta, 'PUT', `/Groups/${group.id}`, { schemas: [GROUP], displayName: 'renamed ' + n })
      expect(await membersOf(okta, group.id)).toEqual([a.id])
      await scim.send(okta, 'PUT', `/Groups/${group.id}`, {
        schemas: [GROUP],
        displayName: 'renamed ' + n,
        members: [{ value: b.id }],
      })
      expect(await membersOf(okta, group.id)).toEqual([b.id])
      expect(JSON.parse((await lastLog(okta)).changes!)).toEqual([
        { path: 'members', before: [a.id] },
        { path: 'members', after: [b.id] },
      ])
    })

    test('a user deleted while being added to groups is a member of none', async () => {
      const groups = await Promise.all(Array.from({ length: 4 }, () => createGroup(okta)))
      const users = await Promise.all(Array.from({ length: 10 }, () => create(okta)))
      const answers = await Promise.all(
        users.flatMap((user) => [
          ...groups.map(({ id }) =>
            patch(okta, `/Groups/${id}`, { op: 'add', path: 'members', value: [{ value: user.id }] }),
          ),
          scim.send(okta, 'DELETE', `/Users/${user.id}`),
        ]),
      )
      expect(answers.every((answer) => answer.status === 204)).toBe(true)
      const { members } = scim.store.tables
      const rows = await scim.store.read.select().from(members)
      expect(rows.filter((row) => users.some((user) => user.id === row.memberId))).toEqual([])
    })

    test('a taken displayName is a conflict in any case', async () => {
      const group = await createGroup(okta)
      const { status, body } = await scim.send(okta, 'POST', '/Groups', {
        schemas: [GROUP],
        displayName: group.displayName.toUpperCase(),
      })
      expect(status).toBe(409)
      expect(body['detail']).toContain(group.id)
    })

    test('groups may be members of groups, but not in a circle', async () => {
      const inner = await createGroup(okta)
      const outer = await createGroup(okta, [inner.id])
      const { status, body } = await patch(okta, `/Groups/${inner.id}`, {
        op: 'add',
        path: 'members',
        value: [{ value: outer.id }],
      })
      expect(status).toBe(400)
      expect(body['detail']).toContain('circle')
      expect(
        (await patch(okta, `/Groups/${inner.id}`, { op: 'add', path: 'members', value: [{ value: inner.id }] })).status,
      ).toBe(400)
    })
  })

  describe('lists', () => {
    test('paging goes by creation, and totals are right past the end', async () => {
      const idp = await scim.addIdp()
      const ids: string[] = []
      for (let i = 0; i < 7; i++) ids.push((await create(idp)).id)
      const pages = await Promise.all(
        [1, 4, 7, 8].map((start) => scim.send(idp, 'GET', `/Users?startIndex=${start}&count=3`)),
      )
      expect(pages.map((page) => (page.body['Resources'] as { id: string }[]).map((user) => user.id))).toEqual([
        ids.slice(0, 3),
        ids.slice(3, 6),
        ids.slice(6),
        [],
      ])
      expect(pages.every((page) => page.body['totalResults'] === 7)).toBe(true)
      expect((await scim.send(idp, 'GET', '/Users?count=0')).body).toMatchObject({ totalResults: 7, Resources: [] })
      expect((await scim.send(idp, 'GET', '/Users?count=-1&startIndex=0')).status).toBe(200)
      expect((await scim.send(idp, 'GET', '/Users?count=ten')).status).toBe(400)
    })

    test.each([
      ['userName eq "FILTER.ONE@example.com"', ['one']],
      ['userName sw "filter." and active eq true', ['one', 'three']],
      ['userName co "two"', ['two']],
      ['title pr', ['one', 'two']],
      ['title eq "engineer" or displayName eq "three"', ['one', 'three']],
      ['not (active eq true)', ['two']],
      ['emails[type eq "work" and value co "@mail"]', ['one']],
      ['emails[type eq "work"].value eq "one@mail.example"', ['one']],
      ['emails.value ew "MAIL.example"', ['one', 'two']],
      ['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq "sales"', ['three']],
      ['name.familyName eq "reyes"', ['one']],
      ['externalId eq "x-2"', ['two']],
      ['externalId eq "X-2"', []],
      ['meta.created gt "2020-01-01T00:00:00Z"', ['one', 'two', 'three']],
      ['meta.lastModified lt "2020-01-01T00:00:00Z"', []],
      ['userName ne "filter.one@example.com"', ['two', 'three']],
    ])('filter %s', async (filter, expected) => {
      const idp = await filterIdp()
      const { status, body, text } = await scim.send(idp, 'GET', `/Users?filter=${encodeURIComponent(filter)}`)
      expect(status, text).toBe(200)
      expect((body['Resources'] as { displayName: string }[]).map((user) => user.displayName)).toEqual(expected)
      expect(body['totalResults']).toBe(expected.length)
    })

    test.each(['userName eq', 'nonsense eq "x"', 'active gt true', '', 'userName like "x"', 'password eq "x"'])(
      'filter %j is refused, never answered unfiltered',
      async (filter) => {
        const { status, body } = await scim.send(okta, 'GET', `/Users?filter=${encodeURIComponent(filter)}`)
        expect(status).toBe(400)
        expect(body).toMatchObject({ scimType: 'invalidFilter', status: '400' })
        expect(await lastLog(okta)).toMatchObject({ method: 'GET', status: 400, scimType: 'invalidFilter' })
      },
    )

    let prepared: Promise<TestIdp> | undefined
    const filterIdp = () => (prepared ??= makeFilterIdp())
    async function makeFilterIdp() {
      const idp = await scim.addIdp()
      await create(idp, {
        userName: 'filter.one@example.com',
        displayName: 'one',
        title: 'Engineer',
        name: { familyName: 'Reyes' },
        emails: [{ value: 'One@mail.example', type: 'work', primary: true }],
      })
      await create(idp, {
        userName: 'filter.two@example.com',
        displayName: 'two',
        title: 'Nurse',
        active: false,
        externalId: 'x-2',
        emails: [
          { value: 'two@mail.example', type: 'home' },
          { value: 'two@work.example', type: 'work' },
        ],
      })
      await create(idp, {
        userName: 'filter.three@example.com',
        displayName: 'three',
        [ENTERPRISE]: { department: 'Sales' },
      })
      return idp
    }

    test('attributes and excludedAttributes cut the answer', async () => {
      const user = await create(okta, { displayName: 'Cut', title: 'x' })
      const only = await scim.send(okta, 'GET', `/Users/${user.id}?attributes=userName`)
      expect(Object.keys(only.body).sort()).toEqual(['id', 'schemas', 'userName'])
      const without = await scim.send(okta, 'GET', `/Users/${user.id}?excludedAttributes=title`)
      expect(without.body).not.toHaveProperty('title')
      expect(without.body).toHaveProperty('displayName')
    })
  })

  describe('who may call', () => {
    test('nothing but discovery answers without the live token of this very IdP', async () => {
      const user = await create(okta)
      const paths = ['/Users', '/Groups', `/Users/${user.id}`, '/nonsense', '/Me']
      for (const token of ['', 'scimwrong', entra.token]) {
        for (const path of paths) {
          const answer = await scim.send({ ...okta, token }, 'GET', path)
          expect(answer.status).toBe(401)
          expect(answer.headers.get('www-authenticate')).toContain('Bearer')
          expect(answer.body).toMatchObject({ schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '401' })
          expect(answer.text).not.toContain(user.userName)
        }
      }
      expect(await lastLog(okta)).toMatchObject({ status: 401 })
      for (const path of [
        '/ServiceProviderConfig',
        '/ResourceTypes',
        '/ResourceTypes/User',
        '/Schemas',
        `/Schemas/${USER}`,
      ]) {
        const answer = await fetch(scim.base(okta) + path)
        expect(answer.status, path).toBe(200)
      }
    })

    test("another IdP's ids do not exist", async () => {
      const user = await create(entra)
      const group = await createGroup(entra, [user.id])
      for (const path of [`/Users/${user.id}`, `/Groups/${group.id}`]) {
        expect((await scim.send(okta, 'GET', path)).status).toBe(404)
        expect((await scim.send(okta, 'DELETE', path)).status).toBe(404)
        expect((await scim.send(entra, 'GET', path)).status).toBe(200)
      }
      for (const filter of [`id eq "${user.id}"`, `userName eq "${user.userName}"`, `groups.value eq "${group.id}"`]) {
        expect((await scim.send(okta, 'GET', `/Users?filter=${encodeURIComponent(filter)}`)).body['totalResults']).toBe(
          0,
        )
      }
    })

    test('a pending token, SCIM Sync off and a disabled IdP say what to do', async () => {
      const pending = await scim.addIdp()
      await scim.store.write((tx) => tx.update(tx.tables.scimTokens).set({ state: 'pending' }).where(eqToken(pending)))
      const answer = await scim.send(pending, 'GET', '/Users')
      expect(answer.status).toBe(401)
      expect(answer.body['detail']).toContain('Save')
      expect((await scim.send(await scim.addIdp({ scimSync: false }), 'GET', '/Users')).body).toMatchObject({
        status: '403',
      })
      expect((await scim.send(await scim.addIdp({ status: 'disabled' }), 'GET', '/Users')).body['detail']).toContain(
        'disabled',
      )
      // The log of the IdP that the token tells has it; without one it is the organisation's.
      expect((await scim.send({ ...okta, id: '999' }, 'GET', '/Users')).status).toBe(401)
      expect((await scim.send({ ...okta, id: '999', token: '' }, 'GET', '/Users')).status).toBe(401)
      const wrong = (await scim.logs()).filter(({ url }) => url.includes('/999/'))
      expect(wrong.map(({ idpId, status }) => [idpId, status])).toEqual([
        [okta.id, 401],
        ['-', 401],
      ])
    })

    const eqToken = ({ tokenId }: TestIdp) => eq(scim.store.tables.scimTokens.id, tokenId)
  })

  describe('bad input', () => {
    const deep = `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`
    test.each<[string, string, string, unknown, number, Record<string, string>?]>([
      ['malformed JSON', 'POST', '/Users', '{"userName": ', 400],
      ['an array', 'POST', '/Users', '[]', 400],
      ['no body', 'POST', '/Users', '', 400],
      ['another media type', 'POST', '/Users', '<xml/>', 415, { 'content-type': 'application/xml' }],
      ['a form', 'POST', '/Users', 'a=b', 415, { 'content-type': 'application/x-www-form-urlencoded' }],
      ['a compressed body', 'POST', '/Users', 'zzz', 415, { 'content-encoding': 'gzip' }],
      ['a body over 1 MiB', 'POST', '/Users', `"${'x'.repeat(1024 * 1024)}"`, 413],
      ['nesting over 32', 'POST', '/Users', deep, 400],
      ['NUL', 'POST', '/Users', '{"userName":"a\\u0000b"}', 400],
      ['a raw NUL', 'POST', '/Users', '{"userName":\u0000"a"}', 400],
      ['a lone surrogate', 'POST', '/Users', '{"userName":"a\\ud800b"}', 400],
      ['__proto__', 'POST', '/Users', '{"userName":"p@x","__proto__":{"isAdmin":true}}', 400],
      ['not UTF-8', 'POST', '/Users', Uint8Array.from([0x7b, 0xff, 0xfe, 0x7d]), 400],
      ['no userName', 'POST', '/Users', '{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"]}', 400],
      ['SCIM 1.1', 'POST', '/Users', '{"schemas":["urn:scim:schemas:core:1.0"],"userName":"old@x"}', 400],
      ['an unknown path', 'GET', '/Nonsense', undefined, 404],
      ['a malformed escape', 'GET', '/Users/%zz', undefined, 400],
      ['an id that is no UUID', 'GET', '/Users/1%20or%201=1', undefined, 404],
      [
        'a filter over 4 KiB',
        'GET',
        `/Users?filter=${encodeURIComponent(`userName eq "${'x'.repeat(5000)}"`)}`,
        undefined,
        400,
      ],
      ['a method that is not answered', 'DELETE', '/Users', undefined, 405],
      ['PATCH without operations', 'PATCH', '/Users/00000000-0000-7000-8000-000000000000', '{}', 400],
      ['bulk without operations', 'POST', '/Bulk', '{}', 400],
      ['/Me', 'GET', '/Me', undefined, 501],
    ])('%s is a clear RFC 7644 error with a log row', async (_name, method, path, body, status, headers) => {
      const before = (await scim.logs(okta)).length
      const answer = await scim.send(okta, method, path, body === '' ? undefined : body, headers)
      expect(answer.status, answer.text).toBe(status)
      expect(answer.body).toMatchObject({
        schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
        status: String(status),
      })
      expect(String(answer.body['detail']).length).toBeGreaterThan(20)
      const logs = await scim.logs(okta)
      expect(logs.length).toBe(before + 1)
      expect(logs.at(-1)).toMatchObject({ status, method })
      if (status === 405) expect(answer.headers.get('allow')).toContain('POST')
      expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined()
    })
  })
})
