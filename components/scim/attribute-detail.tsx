import { Search } from 'lucide-react'
import Form from 'next/form'
import Link from 'next/link'
import { Button } from '#components/ui/button.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Input } from '#components/ui/input.tsx'
import { PageTurner } from '#components/ui/page-turner.tsx'
import { Time } from '#components/ui/time.tsx'
import { writeCondition } from '#lib/table/attribute-filter.ts'
import { href } from '#lib/table/href.ts'
import { formatCount } from '#lib/table/words.ts'
import { valuesText } from './attribute-words.ts'
import { Facts, Part } from './facts.tsx'
import { Id } from './fact-values.tsx'

export type AttributeDetailView = {
  idpId: string
  path: string
  label: string
  type: string
  schema: string
  /** Users that have a value. */
  users: number
  /** Undefined: nothing was counted yet. */
  countedAt: string | undefined
  values: { value: string; users: number }[]
  total: number
  /** There are more values than are kept. */
  isCapped: boolean
  search: string
  page: number
  hasMore: boolean
  /** This very page's parameters, to turn pages within it. */
  parameters: Record<string, string | undefined>
}

const path = '/authentication/scim/attributes'
const kept = ['idp', 'row', 'page', 'size', 'sort', 'columns', 'attribute']

/** One attribute: what it is, and the values that users have of it. */
export const AttributeDetail = ({ attribute }: { attribute: AttributeDetailView }) => (
  <>
    <Part title="Attribute">
      <Facts
        facts={[
          { label: 'SCIM Attribute', value: <Id>{attribute.path}</Id>, copy: attribute.path },
          { label: 'Type', value: attribute.type },
          { label: 'Schema', value: <Id>{attribute.schema}</Id>, copy: attribute.schema },
          {
            label: 'Users with a Value',
            value: attribute.countedAt ? formatCount(attribute.users) : 'Not counted yet',
          },
          ...(attribute.countedAt
            ? [{ label: 'Counted', value: <Time at={attribute.countedAt} format="exact" /> }]
            : []),
        ]}
      />
    </Part>
    {attribute.path === 'id' ? (
      <p className="text-ink-muted text-sm">Every user has an id of its own: there is nothing to list.</p>
    ) : (
      <ObservedValues attribute={attribute} />
    )}
  </>
)

const ObservedValues = ({ attribute }: { attribute: AttributeDetailView }) => (
  <Part
    title="Observed values"
    aside={
      attribute.search === '' && attribute.total > 0 ? (
        <span className="text-ink-muted text-sm">{valuesText(attribute.total, attribute.isCapped)}</span>
      ) : null
    }
  >
    {attribute.total > 10 || attribute.search !== '' ? (
      <search>
        <Form action={path} scroll={false} className="mb-3 flex gap-2">
          {kept.map((name) => {
            const value = attribute.parameters[name]
            return value ? <input key={name} type="hidden" name={name} value={value} /> : null
          })}
          <Input
            key={attribute.search}
            name="contains"
            type="search"
            aria-label="Search values"
            placeholder="Part of a value"
            defaultValue={attribute.search}
            autoComplete="off"
          />
          <Button type="submit">
            <Search aria-hidden /> Search
          </Button>
        </Form>
      </search>
    ) : null}
    {attribute.isCapped ? (
      <p className="text-ink-muted mb-2 text-sm">
        There are more values than are kept; these are of the users that came first.
      </p>
    ) : null}
    {attribute.values.length === 0 ? (
      <p className="text-ink-muted text-sm">
        {attribute.search !== ''
          ? `No value contains “${attribute.search}”.`
          : attribute.countedAt
            ? 'No user has a value.'
            : 'Values are counted within a minute of the first user.'}
      </p>
    ) : (
      <table className="w-full text-left text-sm">
        <caption className="sr-only">Observed values of {attribute.label}</caption>
        <thead className="text-ink-muted text-xs">
          <tr>
            <th scope="col" className="py-1.5 pr-3 font-medium">
              Value
            </th>
            <th scope="col" className="py-1.5 text-right font-medium">
              Users
            </th>
          </tr>
        </thead>
        <tbody className="divide-line divide-y border-t">
          {attribute.values.map(({ value, users }) => (
            <tr key={value}>
              <td className="py-1 pr-3">
                <span className="flex min-w-0 items-center gap-1">
                  <span className="min-w-0 break-words">{value}</span>
                  <CopyButton value={value} label={`value ${value}`} />
                </span>
              </td>
              <td className="py-1 text-right tabular-nums">
                <Link
                  href={usersHref(attribute, value)}
                  aria-label={`${formatCount(users)}: SCIM Users with ${value}`}
                  className="text-accent-text hover:underline"
                >
                  {formatCount(users)}
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
    <PageTurner
      what="values"
      page={attribute.page}
      hasMore={attribute.hasMore}
      hrefOf={(next) => href(path, { ...attribute.parameters, part: String(next) })}
    />
  </Part>
)

/** SCIM Users with this value. */
const usersHref = ({ idpId, path: attribute }: AttributeDetailView, value: string): string =>
  href('/authentication/scim/users', {
    idp: idpId,
    attributes: writeCondition('User', { path: attribute, operator: 'eq', value }),
  })
