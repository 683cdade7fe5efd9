import { Search, X } from 'lucide-react'
import Form from 'next/form'
import { href } from '#lib/table/href.ts'
import { Button, LinkButton } from './button.tsx'
import { Input } from './input.tsx'

/** Looks through a list within a page: the address's `search`. `kept` is what else its address says. */
export const ListSearch = ({
  label,
  placeholder,
  path,
  kept = {},
  search,
}: {
  label: string
  placeholder: string
  path: string
  kept?: Readonly<Record<string, string>>
  /** What was searched for; empty when nothing was. */
  search: string
}) => (
  <search>
    <Form action={path} scroll={false} className="flex gap-2">
      {Object.entries(kept).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Input
        key={search}
        name="search"
        type="search"
        aria-label={label}
        placeholder={placeholder}
        defaultValue={search}
        autoComplete="off"
        className="max-w-80"
      />
      <Button type="submit">
        <Search aria-hidden /> Search
      </Button>
      {search === '' ? null : (
        <LinkButton scroll={false} variant="ghost" href={href(path, kept)}>
          <X aria-hidden /> Clear
        </LinkButton>
      )}
    </Form>
  </search>
)
