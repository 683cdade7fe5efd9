import { listLocations } from '#db/queries/locations.ts'
import { listExemptedUrls } from '#db/queries/exempted-urls.ts'
import { listIdpDomains } from '#db/queries/idps.ts'
import { AppError } from '#lib/errors.ts'
import { fold } from '#lib/scim/fold.ts'
import { changeDefaultSettings, defaultSettingsOf } from '../authentication-settings/change-settings.ts'
import { authenticationSettings } from '../authentication-settings/settings.ts'
import { addExemptedUrls, changePacProxy, removeExemptedUrls } from '../exemptions/change-exemptions.ts'
import { changeLocation, createLocation, deleteLocation, entryOf } from '../places/change-location.ts'
import type { PlannedChange } from './differences.ts'
import type { ConfigurationFile } from './shape.ts'
import type { Scene } from './steps.ts'
import { getIdp } from './steps-idps.ts'

/**
 * Saves the Authentication Settings. At first with the domains that IdPs have still, so that IdPs and settings can come to
 * other domains together; the next round finds what is too much.
 */
export async function saveSettings(
  wanted: ConfigurationFile['authenticationSettings'],
  { tx, actor, round }: Scene,
): Promise<void> {
  const { pacProxy, ...settings } = wanted
  const before = await authenticationSettings(tx)
  const held =
    round === 0 && settings.primaryDomain !== '' ? (await listIdpDomains(tx)).map(({ domain }) => domain) : []
  const secondaryDomains = [...new Set([...settings.secondaryDomains, ...held])].filter(
    (domain) => domain !== settings.primaryDomain,
  )
  const opened = defaultSettingsOf(before)
  const entry = { ...settings, secondaryDomains: secondaryDomains.toSorted() }
  if (JSON.stringify(opened) !== JSON.stringify(entry)) {
    await changeDefaultSettings(entry, { version: before.version, opened }, actor)
  }
  if (pacProxy !== before.pacProxy) await changePacProxy(pacProxy, actor)
}

export async function saveExemptedUrls(wanted: readonly string[], { tx, actor }: Scene): Promise<void> {
  const known = (await listExemptedUrls(tx)).map(({ url }) => url)
  const gone = known.filter((url) => !wanted.includes(url))
  const added = wanted.filter((url) => !known.includes(url))
  if (gone.length > 0) await removeExemptedUrls(gone, actor)
  if (added.length > 0) await addExemptedUrls(added, actor)
}

export type WantedPlace = {
  name: string
  ranges: string[]
  enforcesAuthentication: boolean
  idp: string | null
  sublocationOf: string | null
}

export async function saveLocation(wanted: WantedPlace, { tx, actor }: Scene): Promise<void> {
  const { idp, sublocationOf, ...place } = wanted
  const entry = { ...place, idpId: idp === null ? null : (await getIdp(tx, idp)).id }
  const all = await listLocations(tx)
  const parent = sublocationOf === null ? undefined : all.find((row) => row.nameKey === fold(sublocationOf))
  if (sublocationOf !== null && !parent) throw new AppError('not-found', `There is no location ${sublocationOf}.`)
  const parentId = parent?.id ?? null
  const row = all.find((each) => each.nameKey === fold(place.name))
  if (!row) return void (await createLocation({ ...entry, parentId }, actor))
  if (row.parentId !== parentId) {
    // A location is made where it lies: in another place it is another one.
    if (all.some((each) => each.parentId === row.id)) {
      throw new AppError('conflict', `${row.name} holds sublocations, and cannot become one. Move those first.`)
    }
    await deleteLocation(row.id, actor)
    return void (await createLocation({ ...entry, parentId }, actor))
  }
  await changeLocation(row.id, entry, { version: row.version, opened: entryOf(row) }, actor)
}

export async function removeLocation({ name }: PlannedChange, { tx, actor }: Scene): Promise<void> {
  const all = await listLocations(tx)
  const row = all.find((each) => each.nameKey === fold(name))
  // One that lay in a location that is gone went with it.
  if (row) await deleteLocation(row.id, actor)
}
