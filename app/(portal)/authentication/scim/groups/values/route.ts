import { listGroupValues } from '#db/queries/group-values.ts'
import type { ObservedValues } from '#lib/table/observed-values.ts'
import { scimGroups } from '#lib/table/scim-groups.ts'
import { answerReader } from '../../answer-reader.ts'

const offered = 20

/** Values that groups of the IdP have of `attribute`, those that contain `contains`. */
export const GET = (request: Request): Promise<Response> =>
  answerReader(request, scimGroups, async ({ q, idpId, parameters }): Promise<ObservedValues> => {
    const search = (parameters.get('contains') ?? '').slice(0, 256)
    const values = await listGroupValues(q, idpId, parameters.get('attribute') ?? '', search, offered + 1)
    return {
      values: (values ?? []).slice(0, offered).map((value) => ({ value })),
      isPartial: (values?.length ?? 0) > offered,
      isCollected: values !== undefined,
    }
  })
