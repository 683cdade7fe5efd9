import { store } from '#db/index.ts'
import { listDirectoryUsers } from '#db/queries/directory-users.ts'
import type { ListQuery } from '#db/queries/list.ts'
import { AppError } from '#lib/errors.ts'
import type { UserPlace } from './users.ts'

/** The most that one selection of all matching users is carried out on. */
const MOST = 100_000
const PAGE = 1_000

/**
 * All users that match a table's query and can be changed by hand: those of SCIM are left out, and not even looked at.
 * Throws `AppError` `invalid` for more than a hundred thousand.
 */
export async function listEditableMatching(query: Pick<ListQuery, 'filters' | 'range'>): Promise<UserPlace[]> {
  const asked = query.filters['source']
  const source = ['hand', 'saml'].filter((one) => asked === undefined || asked.includes(one))
  if (source.length === 0) return []
  const places: UserPlace[] = []
  for (let page = 1; ; page++) {
    const { rows, hasMore } = await listDirectoryUsers(store().report, {
      ...query,
      filters: { ...query.filters, source },
      page,
      size: PAGE,
      sort: [{ id: 'userName', direction: 'asc' }],
    })
    places.push(...rows.map(({ idpId, id }) => ({ idpId, id })))
    if (places.length > MOST) {
      throw new AppError(
        'invalid',
        `More than ${MOST.toLocaleString('en')} users match. Narrow the filters and go step by step.`,
      )
    }
    if (!hasMore) return places
  }
}
