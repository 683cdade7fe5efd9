import { ENTERPRISE_URN } from '../catalog.ts'
import { acrossSteps, deletedGroupSteps, groupSteps } from './steps-groups.ts'
import { deletedUserSteps, userSteps } from './steps-users.ts'
import { printed, type Step } from './step.ts'

const discoverySteps: readonly Step[] = [
  { operation: 'getServiceProviderConfig', name: 'document', summary: 'What the service does', status: 200 },
  { operation: 'listResourceTypes', name: 'both', summary: 'Users and groups', status: 200 },
  {
    operation: 'listResourceTypes',
    name: 'filtered',
    summary: 'A filter, which RFC 7644 §4 forbids here',
    status: 403,
    query: { filter: 'name eq "User"' },
  },
  { operation: 'getResourceType', name: 'user', summary: 'One of them', status: 200, id: 'User' },
  { operation: 'getResourceType', name: 'absent', summary: 'There is no such type', status: 404, id: 'Device' },
  { operation: 'listSchemas', name: 'all', summary: 'Every attribute there is', status: 200 },
  { operation: 'getSchema', name: 'enterprise', summary: 'The enterprise extension', status: 200, id: ENTERPRISE_URN },
]

const tokenSteps: readonly Step[] = [
  {
    operation: 'issueAccessToken',
    name: 'client-credentials',
    summary: 'A client secret for an access token of an hour',
    status: 200,
    form: { grant_type: 'client_credentials', client_id: printed.idpId, client_secret: printed.secret },
  },
  {
    operation: 'issueAccessToken',
    name: 'wrong-grant',
    summary: 'Another grant than the one there is',
    status: 400,
    form: { grant_type: 'password', client_id: printed.idpId, client_secret: printed.secret },
  },
  {
    operation: 'issueAccessToken',
    name: 'wrong-secret',
    summary: 'An unknown client secret',
    status: 401,
    form: { grant_type: 'client_credentials', client_id: printed.idpId, client_secret: 'mistyped' },
  },
]

/** Everything that the reference shows, in the order in which one server answers it so. */
export const steps: readonly Step[] = [
  ...discoverySteps,
  ...tokenSteps,
  ...userSteps,
  ...groupSteps,
  ...acrossSteps,
  ...deletedGroupSteps,
  ...deletedUserSteps,
]
