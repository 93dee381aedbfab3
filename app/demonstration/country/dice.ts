import { type Dice, diceOf } from '#lib/dice'

export type { Dice }

/** A stream of random numbers for one thing of one country: `diceFor(7, 'family', 12)` is always the same stream. */
export function diceFor(...what: readonly (string | number)[]): Dice {
  return diceOf(hashOf(what.join('\n')))
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
 * Picks with the frequencies of names: a few are common, most are rare (Zipf–Mandelbrot, weight 1 / (rank + flat)).
 * A greater `flat` makes the first ones more equal.
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
