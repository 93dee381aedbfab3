/**
 * Finds every node of a directed graph that can reach itself, with all members of its cycle.
 * Tarjan's strongly connected components (1972), without recursion, so that a long chain cannot
 * overflow the stack.
 */
export function findCycles(edges: ReadonlyMap<string, ReadonlySet<string>>): Map<string, string[]> {
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const open: string[] = []
  const isOpen = new Set<string>()
  const rounds = new Map<string, string[]>()
  for (const start of edges.keys()) {
    if (order.has(start)) continue
    const path: { node: string; rest: string[] }[] = []
    const enter = (node: string): void => {
      order.set(node, order.size)
      lowest.set(node, order.size - 1)
      open.push(node)
      isOpen.add(node)
      path.push({ node, rest: [...(edges.get(node) ?? [])] })
    }
    enter(start)
    for (let frame = path.at(-1); frame; frame = path.at(-1)) {
      const next = frame.rest.pop()
      if (next !== undefined) {
        if (!order.has(next)) enter(next)
        else if (isOpen.has(next)) lower(lowest, frame.node, order.get(next))
        continue
      }
      path.pop()
      const { node } = frame
      const above = path.at(-1)
      if (above) lower(lowest, above.node, lowest.get(node))
      if (lowest.get(node) === order.get(node)) closeRound(node, open, isOpen, edges, rounds)
    }
  }
  return rounds
}

function lower(lowest: Map<string, number>, node: string, value: number | undefined): void {
  lowest.set(node, Math.min(lowest.get(node) ?? Infinity, value ?? Infinity))
}

function closeRound(
  node: string,
  open: string[],
  isOpen: Set<string>,
  edges: ReadonlyMap<string, ReadonlySet<string>>,
  rounds: Map<string, string[]>,
): void {
  const members: string[] = []
  let member: string | undefined
  do {
    member = open.pop()
    if (member === undefined) break
    isOpen.delete(member)
    members.push(member)
  } while (member !== node)
  if (members.length > 1 || edges.get(node)?.has(node)) for (const one of members) rounds.set(one, members)
}
