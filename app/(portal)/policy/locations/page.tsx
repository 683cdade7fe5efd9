import type { Metadata } from 'next'
import { headers } from 'next/headers'
import type { SearchParams } from 'nuqs/server'
import { AddLocation } from '#components/places/add-location.tsx'
import { LocationDetail } from '#components/places/location-detail.tsx'
import { LocationsTable } from '#components/places/locations-table.tsx'
import { TryChoice } from '#components/places/try-choice.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { store } from '#db/index.ts'
import { listLocationPage } from '#db/queries/locations-list.ts'
import { callerOf } from '#lib/auth/caller.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { edited } from '#lib/services/configuration/index.ts'
import { findRulesNamingLocations } from '#lib/services/policy/naming-rules.ts'
import { listMappableIdps, readLocationViews } from '#lib/services/places/view.ts'
import { locations, withIdps } from '#lib/table/locations.ts'
import { loadTableQuery } from '#lib/table/url.ts'
import { pageOf } from '../../authentication/scim/page-of.ts'
import * as actions from './actions.ts'

export const metadata: Metadata = { title: locations.title }

export default async function LocationsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { administrator } = await requireSession()
  const now = new Date()
  const q = await edited(store().report)
  const idps = await listMappableIdps(q)
  const definition = withIdps(locations, idps)
  const query = await loadTableQuery(definition, searchParams, now)
  const [found, views, sent] = await Promise.all([listLocationPage(q, query), readLocationViews(q), headers()])
  // One that was deleted between the two reads is left out.
  const page = { ...found, rows: found.rows.flatMap((row) => views.get(row.id) ?? []) }
  const open = query.row === undefined ? undefined : views.get(query.row)
  const changes = isPermitted(administrator, 'configure')
    ? {
        create: actions.createLocationAction,
        change: actions.changeLocationAction,
        remove: actions.deleteLocationAction,
      }
    : undefined
  const rules = open ? await findRulesNamingLocations(q, [open.id, ...open.sublocations.map(({ id }) => id)]) : []
  const body = open && <LocationDetail key={open.version} location={open} idps={idps} rules={rules} actions={changes} />
  const { address } = callerOf(sent)
  return (
    <>
      <PageHeader
        title={locations.title}
        description="Where people come from, by IP address, and which IdP signs them in there. A sublocation is a part of a location with rules of its own."
        actions={changes ? <AddLocation idps={idps} actions={changes} /> : undefined}
      />
      <LocationsTable
        definition={definition}
        page={pageOf(page, (row) => row, now)}
        detail={
          query.row === undefined ? undefined : { id: query.row, ...(open && { heading: open.entry.name, body }) }
        }
      />
      <TryChoice ownAddress={address === 'unknown' ? '' : address} ask={actions.tryChoiceAction} />
    </>
  )
}
