import { type Client, clientLabels } from './clients.ts'

/** A leniency of the service: what is taken in beside what RFC 7643 and 7644 ask for. */
export type Quirk = {
  id: string
  /** What is understood, in a sentence. */
  title: string
  /** Where it is known from. */
  evidence: string
  /** Who sends it; empty when many do. */
  clients: readonly Client[]
  /** None can be switched off: no standard request means anything else by it. */
  isOn: true
  /** Where it is carried out: a file, and the exported name when it is one of quirks.ts. */
  in: { file: string; name?: string }
  /** The file of its test, and words of the test's name or step. */
  test: { file: string; name: string }
}

const UNIT = 'lib/scim/quirks.test.ts'
const REPORTED = 'e2e/dialogues/reported-quirks.json'

/** One of quirks.ts, tested beside it. */
const named = (name: string, rest: Pick<Quirk, 'title' | 'evidence'>, ...clients: Client[]): Quirk => ({
  id: name
    .replaceAll(/_/g, '-')
    .replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`)
    .toLowerCase(),
  ...rest,
  clients,
  isOn: true,
  in: { file: 'lib/scim/quirks.ts', name },
  test: { file: UNIT, name },
})

const elsewhere = (
  id: string,
  file: string,
  rest: Pick<Quirk, 'title' | 'evidence' | 'test'>,
  ...clients: Client[]
): Quirk => ({
  id,
  ...rest,
  clients,
  isOn: true,
  in: { file },
})

/** Every leniency. A test holds this list, quirks.ts, the tests named here and docs/quirks.md to each other. */
export const quirks: readonly Quirk[] = [
  named(
    'readBoolean',
    {
      title: '"True" and "False", in any case, are booleans.',
      evidence:
        "Microsoft's list of known deviations; ssoready issue 155, Unleash pull request 9336: who ignores the text lets the leaver stay.",
    },
    'entra',
  ),
  named(
    'readOperationName',
    {
      title: 'Add, Replace and Remove are written in any case.',
      evidence: "Microsoft's documentation of PATCH requests; ssoready pull request 159.",
    },
    'entra',
  ),
  named(
    'isUnassigned',
    {
      title: 'null and an empty list mean that there is no value.',
      evidence: "RFC 7643 §2.5; Microsoft's validator sends both.",
    },
    'entra',
    'okta',
  ),
  named(
    'unwrapSingleValue',
    {
      title: 'A list of one for a single-valued attribute is that one.',
      evidence: "Microsoft's documentation: manager and plain text wrapped in a list, with $ref null.",
    },
    'entra',
  ),
  named(
    'wrapSingleValue',
    {
      title: 'One object where a list belongs is a list of one.',
      evidence: 'django-scim2 notes it of e-mails from OneLogin; RFC 7644 allows it in PATCH.',
    },
    'onelogin',
  ),
  named('readManagerText', {
    title: 'A manager given as text is the id of the manager.',
    evidence: "Sent by several clients; Entra's attribute mapping lets people do so.",
  }),
  named(
    'isClearedManager',
    { title: 'An empty text clears the manager.', evidence: 'Microsoft\'s validator sends {"value": ""}, others "".' },
    'entra',
  ),
  named(
    'meansEnterpriseManager',
    {
      title:
        'Where manager is an additional attribute, an object by that name without a URN is the manager of the enterprise extension.',
      evidence: "Microsoft's documentation: Add manager with a list of one object.",
    },
    'entra',
  ),
  named(
    'findMisplaced',
    {
      title:
        'An enterprise attribute at the top level, or a core attribute under the enterprise URN, is put in its place.',
      evidence: "Okta apps whose title was made with the enterprise namespace; the reference's own examples.",
    },
    'okta',
  ),
  named(
    'PASSED_OVER',
    {
      title: 'Read-only attributes and passwords in a body are passed over, not refused.',
      evidence: "Recorded: Okta's PUT echoes the last GET, and its POST carries a placeholder password.",
    },
    'okta',
  ),
  named(
    'ADSCIM_URNS',
    {
      title: 'The ADSCIM URN counts as the type that it names.',
      evidence: "Microsoft's documentation of POST /Groups.",
    },
    'entra',
  ),
  named('lacksSchemas', {
    title: 'A body without schemas is of the type that its address says.',
    evidence: "Microsoft's validator and hand-made clients.",
  }),
  named('isVersion1Urn', {
    title: 'A SCIM 1.x body is recognised, so that the answer can say what is wrong.',
    evidence: "Clients left on SCIM 1.1; JumpCloud's documentation offers both versions to choose from.",
  }),
  named(
    'standardUrn',
    {
      title: 'URNs of a SCIM 2.0 draft, urn:scim:schemas:core:2.0, stand for the standard ones.',
      evidence: 'Recorded in goauthentik/authentik issue 11249.',
    },
    'onelogin',
  ),
  named(
    'describedEntry',
    {
      title: 'Add or Replace on a value path that matches nothing makes the entry that it describes.',
      evidence: 'scim-patch issue 176, ssoready pull request 249: with noTarget the attribute is lost.',
    },
    'entra',
  ),
  named(
    'removesOnlyListed',
    {
      title: 'A remove of members with a list removes only those listed.',
      evidence: "Microsoft's documentation; the test data of Paul-E/scim-v2-rust.",
    },
    'entra',
    'jumpcloud',
  ),
  named(
    'readMemberList',
    {
      title: 'members as null is no list, rather than an error.',
      evidence: "PingFederate's release notes before 1.0.1; Okta may send it too.",
    },
    'pingfederate',
    'okta',
  ),
  named('isObviouslyPatch', {
    title: 'A PATCH without the PatchOp URN that has Operations is one all the same.',
    evidence: 'Reported of hand-made clients; wso2/product-is issue 16933 shows an empty list of schemas.',
  }),
  named('keepOnePrimary', {
    title: 'Of several primary values one is kept, the one that was just set or the first.',
    evidence: 'RFC 7643 §2.4 allows one; refusing would keep a person out over a display matter.',
  }),
  named('isOwnUrn', {
    title: 'Further URNs beside the right one are let pass.',
    evidence: "Microsoft's documentation lists two URNs for one group; recorded of Okta with extensions.",
  }),
  named('readParameterName', {
    title: 'Query parameters are found in any case, and excludeAttributes stands for excludedAttributes.',
    evidence:
      "The misspelt name is in the replicated service's own examples; a Filter passed over would answer a look-up with everybody.",
  }),
  elsewhere('unknown-attributes', 'lib/scim/canonical.ts', {
    title: 'Attributes and extensions that no schema announces are kept and given back, not refused.',
    evidence:
      'Okta and Entra ID let administrators map attributes of their own; one refused attribute keeps a person out.',
    test: { file: 'lib/scim/fixtures/patches.json', name: 'unknown attributes' },
  }),
  elsewhere('json-media-types', 'lib/services/scim/index.ts', {
    title:
      'application/json and application/json-patch+json are taken beside application/scim+json, with a charset or without.',
    evidence: 'azure-docs issue 116775, pond/scimitar issue 142 (Google).',
    test: { file: REPORTED, name: 'plain JSON as content type' },
  }),
  elsewhere('endpoint-case', 'lib/scim/router.ts', {
    title: 'Endpoints are found in any case, and with a slash at the end.',
    evidence: "Base URLs are typed by hand; Microsoft's validator varies the case of names.",
    test: { file: 'lib/scim/router.test.ts', name: '/users' },
  }),
  elsewhere('endpoint-slash', 'lib/http/scim-address.ts', {
    title: 'An endpoint that was entered with a slash at its end, so that /v2//Users is asked for, is the endpoint.',
    evidence: 'Base URLs are typed and pasted by hand; clients join them with /Users as they stand.',
    test: { file: 'lib/http/scim-address.test.ts', name: '/scim/1/21/v2//Users' },
  }),
  elsewhere('count-cut', 'lib/scim/paging.ts', {
    title: 'A count beyond the largest page is cut to it.',
    evidence: 'RFC 7644 §3.4.2.4 leaves it open; clients ask for 10,000 at once.',
    test: { file: REPORTED, name: 'a count beyond all limits is cut, not refused' },
  }),
  elsewhere('empty-projection', 'lib/scim/projection.ts', {
    title: 'An empty attributes parameter is none.',
    evidence: 'Reported of clients that always send the parameter.',
    test: { file: 'lib/scim/projection.test.ts', name: 'empty is absent' },
  }),
  elsewhere(
    'whole-multi-value-filter',
    'lib/scim/resolve.ts',
    {
      title: 'A filter on a multi-valued attribute without a sub-attribute compares its value.',
      evidence: "PingFederate's connector documentation: emails eq.",
      test: { file: 'e2e/dialogues/pingfederate.json', name: 'match by emails, without .value' },
    },
    'pingfederate',
  ),
  elsewhere('group-put-without-members', 'lib/services/scim/groups.ts', {
    title: 'A PUT of a group without members leaves its members.',
    evidence: 'The behaviour of the replicated service.',
    test: { file: 'lib/services/scim/service.test.ts', name: 'PUT without members leaves them' },
  }),
  elsewhere('user-put-without-active', 'lib/services/scim/users.ts', {
    title: 'A PUT of a user without active leaves it as it was: leaving it out never lets a leaver back in.',
    evidence: 'RFC 7644 §3.5.1 leaves the default to the service.',
    test: { file: 'lib/scim/resource.test.ts', name: 'a PUT without active keeps what the service says' },
  }),
  elsewhere('deleted-member-skipped', 'lib/services/scim/admit-members.ts', {
    title: 'A member that was deleted here is skipped and noted, so that the rest of the group is applied.',
    evidence: 'lightdash issue 24458, fleet issue 52600: refusing made clients repeat the request for ever.',
    test: { file: 'e2e/dialogues/entra-lifecycle.json', name: 'drift: add the deleted id beside Ben' },
  }),
]

/** docs/quirks.md. */
export const quirksPage = (): string => {
  const entries = quirks.map(({ id, title, evidence, clients, test, in: place }) =>
    [
      `## ${id}`,
      '',
      title,
      '',
      `- Evidence: ${evidence}`,
      `- Sent by: ${clients.length === 0 ? 'many' : clients.map((client) => clientLabels[client]).join(', ')}`,
      `- Carried out in: \`${place.file}\`${place.name === undefined ? '' : `, \`${place.name}\``}`,
      `- Test: \`${test.file}\`, “${test.name}”`,
      '',
    ].join('\n'),
  )
  return [
    '# What is taken in beside the standard',
    '',
    'Strict in what goes out, tolerant in what comes in: each leniency has a name, its evidence and a test. All are on.',
    'This page is written from `lib/scim/quirk-registry.ts`: `npx vitest run lib/scim/quirk-registry.test.ts -u`.',
    '',
    ...entries,
  ].join('\n')
}
