/**
 * The likeness of two texts by Jaro (1989) and Winkler (1990): the usual alternative for names, from 0 to 1.
 */
export function jaroWinkler(a: string, b: string): number {
  const within = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1)
  const taken = new Set<number>()
  const common = a.split('').filter((letter, place) => {
    for (let other = Math.max(0, place - within); other <= Math.min(b.length - 1, place + within); other += 1)
      if (b[other] === letter && !taken.has(other)) return taken.add(other)
    return false
  })
  if (common.length === 0) return 0
  const theirs = [...taken].sort((one, other) => one - other).map((place) => b[place])
  const swapped = common.filter((letter, place) => letter !== theirs[place]).length / 2
  const jaro = (common.length / a.length + common.length / b.length + 1 - swapped / common.length) / 3
  let prefix = 0
  while (prefix < 4 && prefix < a.length && a[prefix] === b[prefix]) prefix += 1
  return jaro + 0.1 * prefix * (1 - jaro)
}
