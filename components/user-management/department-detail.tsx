import { Facts, Part } from '#components/scim/facts.tsx'
import { Unset } from '#components/scim/fact-values.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import type { DepartmentDetail as Department } from '#lib/services/directory/index.ts'
import { formatCount } from '#lib/table/words.ts'
import type { NamedActions as Actions } from './actions.ts'
import { NamedActions } from './named-actions.tsx'
import { usersOfDepartmentHref } from './paths.ts'
import { Comments } from './user-detail.tsx'

const MANY = 10

/** One department: who names it. `actions`: for those who may change it. */
export const DepartmentDetail = ({ department, actions }: { department: Department; actions: Actions | undefined }) => {
  const { made, usersByHand } = department
  const kept = department.users - usersByHand
  return (
    <>
      {made && actions ? (
        <NamedActions
          noun="department"
          named={{
            id: made.id,
            version: made.version,
            entry: { name: department.name, comments: made.comments },
          }}
          consequence={consequence(usersByHand, kept)}
          asksForName={usersByHand > MANY}
          actions={actions}
        />
      ) : null}
      {made ? null : (
        <Callout tone="info" className="mb-5">
          Nobody made this department: it is here because users name it, and goes when none of them does any more. Add a
          department of the same name to give it comments.
        </Callout>
      )}
      <Part title="Department">
        <Facts
          facts={[
            { label: 'Name', value: department.name, copy: department.name },
            {
              label: 'Users',
              value: `${department.isCapped ? 'More than ' : ''}${formatCount(department.users)}, ${formatCount(usersByHand)} of them by hand`,
            },
            {
              label: 'Identity Providers',
              value: department.directories.map(({ name }) => name).join(', ') || <Unset />,
            },
            { label: 'Comments', value: made?.comments ? <Comments>{made.comments}</Comments> : <Unset /> },
          ]}
        />
        <LinkButton size="sm" className="mt-3" href={usersOfDepartmentHref(department.name)}>
          Users of this department
        </LinkButton>
      </Part>
    </>
  )
}

const users = (count: number) => `${formatCount(count)} user${count === 1 ? '' : 's'}`

const consequence = (byHand: number, kept: number): string =>
  [
    byHand === 0 ? 'No user made by hand names it.' : `${users(byHand)} made by hand lose it.`,
    kept > 0 ? `${users(kept)} of identity providers go on naming it.` : '',
  ]
    .filter(Boolean)
    .join(' ')
