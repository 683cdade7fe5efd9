/** The page of a list within a page, from its parameter. */
export const partOf = (text: string | undefined): number => {
  const page = Number(text)
  return Number.isSafeInteger(page) && page > 0 && page <= 1_000_000 ? page : 1
}
