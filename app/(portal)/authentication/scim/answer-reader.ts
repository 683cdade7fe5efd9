import { store } from '#db/index.ts'
import type { TableDefinition } from '#lib/table/define-table.ts'
import { answerTable, type AskedOfTable } from '../../answer-table.ts'
import { chooseIdp, chooseLoggedIdp } from './choice.ts'

/** What a page's script asks for after the page: of which IdP, for which filters. */
export type Asked = AskedOfTable & { idpId: string }

/**
 * Answers with JSON whoever may see the table, for the IdP that its page shows under the same parameters. Undefined from
 * `work` is 404.
 */
export const answerReader = (
  request: Request,
  definition: TableDefinition,
  work: (asked: Asked) => Promise<object | undefined>,
): Promise<Response> =>
  answerTable(request, definition, async (asked) => {
    const choose = definition.name === 'scim-sync-logs' ? chooseLoggedIdp : chooseIdp
    const choice = await choose(store(), asked.query.idp)
    return choice && work({ ...asked, idpId: choice.idp.id })
  })
