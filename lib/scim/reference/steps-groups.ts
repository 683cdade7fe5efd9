import { GROUP_URN, USER_URN } from '../catalog.ts'
import { printed, type Step } from './step.ts'

const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
const search = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest'

export const groupSteps: readonly Step[] = [
  {
    operation: 'createGroup',
    name: 'with-members',
    summary: 'A group with a member',
    status: 201,
    makes: [printed.engineering],
    body: {
      schemas: [GROUP_URN],
      externalId: '00g1engineering',
      displayName: 'Engineering',
      members: [{ value: printed.ada, display: 'ada.lovelace@example.com' }],
    },
  },
  {
    operation: 'createGroup',
    name: 'empty',
    summary: 'A group without members',
    status: 201,
    makes: [printed.navy],
    body: { schemas: [GROUP_URN], displayName: 'Navy' },
  },
  {
    operation: 'createGroup',
    name: 'taken',
    summary: 'The displayName is taken',
    status: 409,
    body: { schemas: [GROUP_URN], displayName: 'engineering' },
  },
  {
    operation: 'createGroup',
    name: 'unknown-member',
    summary: 'A member who was not created yet',
    status: 400,
    body: { schemas: [GROUP_URN], displayName: 'Research', members: [{ value: printed.absent }] },
  },
  { operation: 'getGroup', name: 'group', summary: 'A group', status: 200, id: printed.engineering },
  {
    operation: 'getGroup',
    name: 'without-members',
    summary: 'Without its members',
    status: 200,
    id: printed.engineering,
    query: { excludedAttributes: 'members' },
  },
  { operation: 'getGroup', name: 'absent', summary: 'No such group', status: 404, id: printed.absent },
  {
    operation: 'listGroups',
    name: 'by-name',
    summary: 'Find a group by its name',
    status: 200,
    query: { filter: 'displayName eq "Engineering"', excludedAttributes: 'members' },
  },
  {
    operation: 'listGroups',
    name: 'of-a-user',
    summary: 'The groups of a user',
    status: 200,
    query: { filter: `members.value eq "${printed.ada}"`, attributes: 'displayName' },
  },
  {
    operation: 'listGroups',
    name: 'bad-sort',
    summary: 'Sorted by what groups do not have',
    status: 400,
    query: { sortBy: 'shoeSize' },
  },
  {
    operation: 'searchGroups',
    name: 'search',
    summary: 'The first two, by name',
    status: 200,
    body: { schemas: [search], sortBy: 'displayName', count: 2, excludedAttributes: ['members'] },
  },
  {
    operation: 'replaceGroup',
    name: 'rename',
    summary: 'Another name, the same members',
    status: 200,
    id: printed.engineering,
    body: {
      schemas: [GROUP_URN],
      externalId: '00g1engineering',
      displayName: 'Platform Engineering',
      members: [{ value: printed.ada }],
    },
  },
  {
    operation: 'patchGroup',
    name: 'add-members',
    summary: 'Add members',
    status: 204,
    id: printed.navy,
    body: {
      schemas: [patchOp],
      Operations: [{ op: 'add', path: 'members', value: [{ value: printed.grace }, { value: printed.ada }] }],
    },
  },
  {
    operation: 'patchGroup',
    name: 'remove-member',
    summary: 'Remove a member',
    status: 204,
    id: printed.navy,
    body: { schemas: [patchOp], Operations: [{ op: 'remove', path: `members[value eq "${printed.ada}"]` }] },
  },
  {
    operation: 'patchGroup',
    name: 'rename',
    summary: 'Another name, with the answer’s body',
    status: 200,
    id: printed.navy,
    query: { attributes: 'displayName' },
    body: { schemas: [patchOp], Operations: [{ op: 'replace', path: 'displayName', value: 'US Navy' }] },
  },
  {
    operation: 'patchGroup',
    name: 'no-target',
    summary: 'The group is not there',
    status: 404,
    id: printed.absent,
    body: { schemas: [patchOp], Operations: [{ op: 'replace', path: 'displayName', value: 'Army' }] },
  },
]

/** What concerns users and groups alike. */
export const acrossSteps: readonly Step[] = [
  {
    operation: 'listAll',
    name: 'page',
    summary: 'Users, then groups',
    status: 200,
    query: { attributes: 'userName,displayName', count: '3' },
  },
  {
    operation: 'searchAll',
    name: 'search',
    summary: 'Whatever has this externalId',
    status: 200,
    body: { schemas: [search], filter: 'externalId eq "00g1engineering"', attributes: ['displayName'] },
  },
  {
    operation: 'bulk',
    name: 'user-and-group',
    summary: 'A user and a group that names it',
    status: 200,
    makes: [printed.alan, printed.onCall],
    body: {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
      failOnErrors: 1,
      Operations: [
        {
          method: 'POST',
          path: '/Users',
          bulkId: 'alan',
          data: { schemas: [USER_URN], userName: 'alan.turing@example.com' },
        },
        {
          method: 'POST',
          path: '/Groups',
          bulkId: 'on-call',
          data: { schemas: [GROUP_URN], displayName: 'On Call', members: [{ value: 'bulkId:alan', type: 'User' }] },
        },
        { method: 'DELETE', path: `/Users/${printed.absent}` },
      ],
    },
  },
  {
    operation: 'bulk',
    name: 'no-operations',
    summary: 'No operations',
    status: 400,
    body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'] },
  },
]

/** After everything else has named them. */
export const deletedGroupSteps: readonly Step[] = [
  {
    operation: 'deleteGroup',
    name: 'delete',
    summary: 'A group; its members stay users',
    status: 204,
    id: printed.navy,
  },
  { operation: 'deleteGroup', name: 'deleted', summary: 'It is gone already', status: 404, id: printed.navy },
]
