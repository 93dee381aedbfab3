/** Numbers from 0 to 1 that fall the same on every load. */
export type Dice = () => number

/** A stream of numbers for one thing of one country: `diceFor(7, 'family', 12)` always begins alike. */
export function diceFor(...what: readonly (string | number)[]): Dice {
  let state = hashOf(what.join('\n'))
  return () => {
    // mulberry32: small, fast and good enough to invent people with.
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export function pick<Item>(dice: Dice, items: readonly Item[]): Item {
  return items[Math.floor(dice() * items.length)]!
}

/** Picks by weight: `[['a', 3], ['b', 1]]` gives `a` three times as often. */
export function pickWeighted<Item>(dice: Dice, items: readonly (readonly [Item, number])[]): Item {
  let rest = dice() * items.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [item, weight] of items) if ((rest -= weight) < 0) return item
  return items.at(-1)![0]
}

/**
 * Picks as names are given: some are everywhere, most are rare (Zipf–Mandelbrot, weight 1 / (rank + flat)).
 * The greater `flat`, the more equal the first ones.
 */
export function pickFrequent<Item>(dice: Dice, items: readonly Item[], flat: number): Item {
  const rank = flat * (((items.length + flat) / flat) ** dice() - 1)
  return items[Math.min(items.length - 1, Math.floor(rank))]!
}

// FNV-1a, 32 bits.
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash
}
