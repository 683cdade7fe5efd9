/**
 * Where an axis of counts ends, and its middle: whole numbers, of which a reader knows the half at sight. `greatest`: the
 * highest count.
 */
export const scaleFor = (greatest: number): { middle: number; top: number } => {
  const half = Math.max(1, greatest / 2)
  const power = 10 ** Math.floor(Math.log10(half))
  // A quarter of ten is no whole number.
  const step = [1, 2, ...(power > 1 ? [2.5] : []), 5, 10].find((each) => each * power >= half) ?? 10
  return { middle: step * power, top: 2 * step * power }
}

/**
 * Which bars are labelled, at most `most` of them: where a text begins (a day's first bar), and always as many texts apart.
 * The first bar is not where the next label is near: time ranges seldom begin with a day.
 */
export const labelled = (texts: readonly string[], most: number): number[] => {
  const begins = texts.flatMap((text, at) => (text === texts[at - 1] ? [] : [at]))
  const apart = Math.max(1, Math.ceil(begins.length / most))
  const places = begins.filter((_, at) => at % apart === 0)
  const [first = 0, second = Infinity] = places
  return second - first < texts.length / most ? places.slice(1) : places
}
