import { presets, type Preset } from '#components/scim-reference/reference-view.ts'
import { listGroupPage } from '#db/queries/list-groups.ts'
import { listUserPage } from '#db/queries/list-users.ts'
import type { Reader } from '#db/store.ts'
import { printed } from '#lib/scim/reference/step.ts'

const newest = { page: 1, size: 1, sort: [], filters: {}, range: { from: undefined, to: undefined } }

/** The reads of the reference, about a user and a group that this IdP has, where it has any. */
export async function presetsOf(q: Reader, idpId: string): Promise<Preset[]> {
  const [users, groups] = await Promise.all([listUserPage(q, idpId, newest), listGroupPage(q, idpId, newest)])
  const [user, group] = [users.rows[0], groups.rows[0]]
  const real: [string, string][] = [
    ...(user
      ? ([
          [printed.ada, user.id],
          ['ada.lovelace@example.com', inFilter(user.userName)],
        ] as [string, string][])
      : []),
    ...(group
      ? ([
          [printed.engineering, group.id],
          ['"Engineering"', `"${inFilter(group.displayName)}"`],
        ] as [string, string][])
      : []),
  ]
  // A department is called Engineering too: a group’s name takes the place of it only where groups are asked for.
  const filled = ({ key }: Preset, text: string) =>
    real
      .filter(([name]) => name !== '"Engineering"' || key.startsWith('listGroups'))
      .reduce((all, [name, value]) => all.replaceAll(name, value), text)
  return presets.map((preset) => ({
    ...preset,
    target: filled(preset, preset.target),
    body: filled(preset, preset.body),
  }))
}

/** As it stands between the double quotes of a filter. */
const inFilter = (text: string): string => JSON.stringify(text).slice(1, -1)
