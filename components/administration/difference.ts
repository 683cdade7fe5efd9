import { fieldLabel } from '#components/activation/change-words.ts'

/** One thing that differs between the two sides of a change. A side that has nothing to say is undefined. */
export type Difference = { path: string; before: string | undefined; after: string | undefined }

/**
 * The two JSON objects of an audit row side by side, one line for each value: `limits.pageSize`. Lists stay whole, since
 * what moved within them is read best in one piece.
 */
export function differencesOf(before: string | null, after: string | null): Difference[] {
  const left = flatten(parse(before))
  const right = flatten(parse(after))
  return [...new Set([...left.keys(), ...right.keys()])].map((path) => ({
    path,
    before: left.get(path),
    after: right.get(path),
  }))
}

/** `Name, Single Sign-On`: what a row of the list says of a change to a thing of this type. */
export const changedNames = (type: string, before: string | null, after: string | null): string =>
  [...new Set(differencesOf(before, after).map(({ path }) => fieldLabel(type, path.split('.')[0] ?? path)))].join(', ')

/** `limits.pageSize` of an IdP as the portal calls it, the parts apart by points. */
export const pathLabel = (type: string, path: string): string =>
  path
    .split('.')
    .map((part) => fieldLabel(type, part))
    .join(' · ')

const parse = (json: string | null): unknown => {
  try {
    return json === null ? undefined : JSON.parse(json)
  } catch {
    return json ?? undefined
  }
}

function flatten(value: unknown, path = '', into = new Map<string, string>()): Map<string, string> {
  if (value === undefined) return into
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    for (const [name, inner] of Object.entries(value)) flatten(inner, path === '' ? name : `${path}.${name}`, into)
    return into
  }
  return into.set(path, typeof value === 'string' ? value : JSON.stringify(value))
}
