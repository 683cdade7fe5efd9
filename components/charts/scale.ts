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

/** The places of at most `most` labels below `count` bars: evenly apart, from the first bar on. */
export const labelled = (count: number, most: number): number[] => {
  const apart = Math.max(1, Math.ceil(count / most))
  return Array.from({ length: Math.ceil(count / apart) }, (_, at) => at * apart)
}
