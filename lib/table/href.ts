/** An address with a query; parameters that are undefined or empty are left out. */
export const href = (path: string, parameters: Readonly<Record<string, string | undefined>>): string => {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(parameters)) if (value) query.set(key, value)
  return query.size > 0 ? `${path}?${query}` : path
}
