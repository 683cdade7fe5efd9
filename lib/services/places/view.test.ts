import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines } from '#db/testing-engines.ts'
import type { Store } from '#db/store.ts'
import { createLocation } from './change-location.ts'
import { dana } from '../idps/testing.ts'
import { openPlaces, putIdp } from './testing.ts'
import { readLocationViews } from './view.ts'
import type { ListQuery } from '#db/queries/list.ts'
import { listLocationPage } from '#db/queries/locations-list.ts'

describe.each(engines)('%s', (engine) => {
  let store: Store
  let close: () => Promise<void>
  let okta: { id: string }
  beforeAll(async () => {
    ;({ store, close } = await openPlaces(engine))
    okta = await putIdp(store, 'okta')
    await putIdp(store, 'standard', { isDefault: true })
    const add = async (name: string, range: string, more: { parentId?: string; idpId?: string } = {}) => {
      const entry = { name, ranges: [range], enforcesAuthentication: name !== 'Guests', idpId: null, parentId: null }
      return (await createLocation({ ...entry, ...more }, dana)).id
    }
    await add('Office 2', '10.2.0.0/16')
    const office = await add('office', '10.1.0.0/16', { idpId: okta.id })
    await add('Zebra', '10.3.0.0/16')
    await add('Guests', '10.1.1.0/24', { parentId: office })
    await add('Attic', '10.1.2.0/24', { parentId: office })
  }, 120_000)
  afterAll(() => close())

  const names = async (query: Partial<ListQuery>) => {
    const everything: ListQuery = {
      page: 1,
      size: 50,
      sort: [{ id: 'name', direction: 'asc' }],
      filters: {},
      range: { from: undefined, to: undefined },
    }
    return (await listLocationPage(store.report, { ...everything, ...query })).rows.map((row) => row.name)
  }

  test('sublocations stand below the location they lie in, before its namesakes', async () => {
    expect(await names({})).toEqual(['office', 'Attic', 'Guests', 'Office 2', 'Zebra'])
    expect(await names({ page: 2, size: 2 })).toEqual(['Guests', 'Office 2'])
  })

  test('filters', async () => {
    expect(await names({ filters: { name: ['OFFICE'] } })).toEqual(['office', 'Office 2'])
    expect(await names({ filters: { kind: ['sublocation'] } })).toEqual(['Attic', 'Guests'])
    expect(await names({ filters: { kind: ['location'] } })).toEqual(['office', 'Office 2', 'Zebra'])
    expect(await names({ filters: { mapped: [okta.id] } })).toEqual(['office'])
    expect(await names({ filters: { mapped: ['default'], kind: ['location'] } })).toEqual(['Office 2', 'Zebra'])
    expect(await names({ filters: { mapped: ['default', okta.id] } })).toHaveLength(5)
    expect(await names({ filters: { enforced: ['disabled'] } })).toEqual(['Guests'])
  })

  test('each place tells its IdP, and by whose word it is that one', async () => {
    const views = [...(await readLocationViews(store.report)).values()]
    const told = Object.fromEntries(views.map(({ entry, idp }) => [entry.name, `${idp?.name} ${idp?.by}`]))
    expect(told).toEqual({
      office: 'okta own',
      Guests: 'okta location',
      Attic: 'okta location',
      'Office 2': 'standard default',
      Zebra: 'standard default',
    })
  })
})
