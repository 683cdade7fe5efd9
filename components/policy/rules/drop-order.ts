/**
 * The Rule Order that a rule gets where it is dropped: `orders` are those in sight, in their order, `own` is its own, and
 * `before` the index of the one that it is dropped in front of (their number: behind the last one).
 */
export const dropOrder = (orders: readonly number[], own: number, before: number): number => {
  const [previous, next] = [orders[before - 1], orders[before]]
  if (previous === own || next === own) return own
  // Where the rule comes from, those behind it move up.
  if (next !== undefined) return next > own ? next - 1 : next
  return previous ?? own
}
