import { href } from '#lib/table/href.ts'
import type { StepPlace } from '#lib/services/connect/index.ts'
import { editHref, heldHref, readinessHref } from '../paths.ts'

/** Where a step of *Connect* is seen to. */
export const placeOf = (place: StepPlace, idpId: string): { label: string; href: string } => {
  const scim = (path: string) => href(`/authentication/scim/${path}`, { idp: idpId })
  switch (place) {
    case 'saml':
      return { label: 'Open SAML', href: editHref(idpId, 'saml') }
    case 'sync':
      return { label: 'Open SCIM Sync', href: editHref(idpId, 'scim') }
    case 'token':
      return { label: 'Open Bearer Token', href: editHref(idpId, 'scim') }
    case 'policy':
      return { label: 'Open SCIM Attributes for Policy', href: editHref(idpId, 'scim') }
    case 'activation':
      return { label: 'Open Activation', href: '/administration/activation' }
    case 'logs':
      return { label: 'Open SCIM Sync Logs', href: scim('sync-logs') }
    case 'users':
      return { label: 'Open SCIM Users', href: scim('users') }
    case 'groups':
      return { label: 'Open SCIM Groups', href: scim('groups') }
    case 'readiness':
      return { label: 'Open Readiness', href: readinessHref(idpId) }
    case 'held':
      return { label: 'Open Held Requests', href: heldHref(idpId) }
  }
}
