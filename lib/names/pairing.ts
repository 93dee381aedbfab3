/**
 * The pairing with the greatest sum of `values[i][j]`, with every row and column in at most one pair. If sums are
 * equal, the pairing that keeps the order wins. Values are whole numbers; 0 means no pair. At most six rows and six
 * columns.
 */
export function bestPairing(values: readonly (readonly number[])[]): [number, number][] {
  const columns = values[0]?.length ?? 0
  const places = 1 << columns
  // best[i * places + taken]: the greatest sum of the rows from i on, without the columns in `taken`.
  const best = new Float64Array((values.length + 1) * places)
  const chosen = new Int8Array((values.length + 1) * places).fill(-1)
  for (let i = values.length - 1; i >= 0; i -= 1) {
    for (let taken = 0; taken < places; taken += 1) {
      const here = i * places + taken
      best[here] = best[here + places]!
      for (let j = 0; j < columns; j += 1) {
        if (taken & (1 << j)) continue
        const value = values[i]![j]!
        const sum = best[here + places + (1 << j)]! + (value > 0 && i === j ? value + 1 : value)
        if (sum > best[here]!) {
          best[here] = sum
          chosen[here] = j
        }
      }
    }
  }
  const pairs: [number, number][] = []
  for (let i = 0, taken = 0; i < values.length; i += 1) {
    const j = chosen[i * places + taken]!
    if (j < 0) continue
    pairs.push([i, j])
    taken |= 1 << j
  }
  return pairs
}
