import { findGroupsByName } from '#db/queries/named-groups.ts'
import type { NamedGroups } from '#components/policy/rules/use-named-groups.ts'
import { scimGroups } from '#lib/table/scim-groups.ts'
import { answerReader } from '../../authentication/scim/answer-reader.ts'

const offered = 20

/** SCIM groups of the IdP, those whose names contain `contains`: a rule names them by their ids. */
export const GET = (request: Request): Promise<Response> =>
  answerReader(request, scimGroups, async ({ q, idpId, parameters }): Promise<NamedGroups> => {
    const text = (parameters.get('contains') ?? '').slice(0, 256)
    const groups = await findGroupsByName(q, idpId, text, offered + 1)
    return { groups: groups.slice(0, offered), isPartial: groups.length > offered }
  })
