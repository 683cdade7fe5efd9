import { asc } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '#db/store.ts'
import { listLocations } from '#db/queries/locations.ts'
import { engines } from '#db/testing-engines.ts'
import { dana, sam } from '../idps/testing.ts'
import { changeLocation, createLocation, deleteLocation, entryOf } from './change-location.ts'
import { findLocation } from './find-location.ts'
import { emptyStore, openPlaces, putIdp } from './testing.ts'

describe.each(engines)('%s', (engine) => {
  let store: Store
  let close: () => Promise<void>
  beforeAll(async () => {
    ;({ store, close } = await openPlaces(engine))
  }, 120_000)
  afterAll(() => close())
  afterEach(() => emptyStore(store))

  const make = async (name: string, ranges: string[], more: { parentId?: string; idpId?: string } = {}) =>
    (await createLocation({ name, ranges, enforcesAuthentication: true, idpId: null, parentId: null, ...more }, dana))
      .id
  const read = async (id: string) => (await listLocations(store.read)).find((each) => each.id === id)!
  const change = async (id: string, to: Partial<ReturnType<typeof entryOf>>, by = dana) => {
    const before = await read(id)
    const opened = entryOf(before)
    await changeLocation(id, { ...opened, ...to }, { version: before.version, opened }, by)
  }

  test('ranges are kept as CIDR, in any form they are entered in', async () => {
    const id = await make('  Head Office ', ['203.0.113.77/24, 192.0.2.1', '2001:DB8::1/32', '192.0.2.1/32'])
    expect(await read(id)).toMatchObject({
      name: 'Head Office',
      ranges: ['192.0.2.1/32', '2001:db8::/32', '203.0.113.0/24'],
      version: 1,
    })
  })

  test.each([
    [['here'], /“here” is not a network/],
    [[' '], /at least one/],
    [['10.0.0.0/8', '10.1.0.0/16'], /10\.1\.0\.0\/16 lies in 10\.0\.0\.0\/8 already/],
    [['::ffff:10.0.0.1', '10.0.0.0/24'], /10\.0\.0\.1\/32 lies in/],
  ])('%j is refused at its field', async (ranges, message) => {
    await expect(make('Office', ranges)).rejects.toMatchObject({ code: 'invalid', field: 'ranges', message })
  })

  test.each(['', ' ', 'x'.repeat(129), 'Off\u200eice'])('the name %j is refused', async (name) => {
    await expect(make(name, ['10.0.0.0/8'])).rejects.toMatchObject({ code: 'invalid', field: 'name' })
  })

  test('no two siblings share an address, whichever is the larger', async () => {
    const office = await make('Office', ['10.0.0.0/16'])
    for (const range of ['10.0.0.0/16', '10.0.7.0/24', '10.0.0.0/8']) {
      await expect(make('Other', [range])).rejects.toMatchObject({
        code: 'conflict',
        field: 'ranges',
        message: expect.stringContaining('belongs to Office'),
      })
    }
    await make('Guests', ['10.0.1.0/24'], { parentId: office })
    await expect(make('Printers', ['10.0.1.128/25'], { parentId: office })).rejects.toMatchObject({ field: 'ranges' })
    const other = await make('Other', ['10.1.0.0/16'])
    await expect(change(other, { ranges: ['10.0.0.0/8'] })).rejects.toMatchObject({ code: 'conflict' })
    // Itself is no sibling.
    await change(other, { ranges: ['10.1.0.0/17'] })
  })

  test('a sublocation lies within its location, whichever of the two changes', async () => {
    const office = await make('Office', ['10.0.0.0/16', '2001:db8::/32'])
    const message = /lies outside Office/
    await expect(make('Guests', ['10.1.0.0/24'], { parentId: office })).rejects.toMatchObject({ message })
    const guests = await make('Guests', ['10.0.1.0/24', '2001:db8:1::/48'], { parentId: office })
    await expect(change(guests, { ranges: ['10.0.0.0/8'] })).rejects.toMatchObject({ message })
    await expect(change(office, { ranges: ['10.0.0.0/16'] })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('2001:db8:1::/48 of the sublocation Guests'),
    })
    await expect(make('Table', ['10.0.1.0/25'], { parentId: guests })).rejects.toMatchObject({ code: 'invalid' })
  })

  test('names are one of a kind, whatever their case', async () => {
    await make('Office', ['10.0.0.0/16'])
    await expect(make('OFFICE', ['10.1.0.0/16'])).rejects.toMatchObject({ code: 'conflict', field: 'name' })
  })

  test('a location leads to an IdP for users that is not the default one', async () => {
    const admins = await putIdp(store, 'admins', { singleSignOn: 'admin' })
    const standard = await putIdp(store, 'standard', { isDefault: true })
    for (const idpId of [admins.id, standard.id, '404']) {
      await expect(make('Office', ['10.0.0.0/16'], { idpId })).rejects.toMatchObject({
        code: 'invalid',
        field: 'idpId',
      })
    }
    const okta = await putIdp(store, 'okta')
    const id = await make('Office', ['10.0.0.0/16'], { idpId: okta.id })
    expect(await findLocation('10.0.0.1')).toMatchObject({ location: { id }, idpId: okta.id })
  })

  test('the second of two editors sees what the first changed', async () => {
    const id = await make('Office', ['10.0.0.0/16'])
    const before = await read(id)
    const opened = entryOf(before)
    await change(id, { enforcesAuthentication: false }, sam)
    const mine = { ...opened, name: 'Head Office' }
    await expect(changeLocation(id, mine, { version: before.version, opened }, dana)).rejects.toMatchObject({
      code: 'changed',
      conflict: { version: 2, by: 'sam@example.com' },
    })
  })

  test('a location is deleted with its sublocations, and each change is in the audit log', async () => {
    const office = await make('Office', ['10.0.0.0/16'])
    await make('Guests', ['10.0.1.0/24'], { parentId: office })
    await change(office, { name: 'Head Office' })
    expect(await deleteLocation(office, dana)).toEqual({ sublocations: 1 })
    expect(await listLocations(store.read)).toEqual([])
    expect(await store.read.$count(store.tables.locationRanges)).toBe(0)
    await expect(deleteLocation(office, dana)).rejects.toMatchObject({ code: 'not-found' })
    const { auditLogs } = store.tables
    const rows = await store.read.select().from(auditLogs).orderBy(asc(auditLogs.id))
    expect(rows.map((row) => [row.action, row.targetName])).toEqual([
      ['location.create', 'Office'],
      ['location.create', 'Guests'],
      ['location.update', 'Head Office'],
      ['location.delete', 'Head Office'],
    ])
  })

  test('an address is in the innermost place that holds it, IPv4 in IPv6 clothing too', async () => {
    const office = await make('Office', ['10.0.0.0/16'])
    const guests = await make('Guests', ['10.0.1.0/24'], { parentId: office })
    expect(await findLocation('10.0.2.1')).toMatchObject({ location: { id: office } })
    expect(await findLocation('::ffff:10.0.1.1')).toMatchObject({ location: { id: guests }, parent: { id: office } })
    for (const address of ['10.1.0.1', '2001:db8::1', 'unknown', ''])
      expect(await findLocation(address)).toBeUndefined()
  })
})
