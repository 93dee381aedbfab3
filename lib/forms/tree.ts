import type { Form, Item, Question } from './model.ts'

/** One item of the form with its position. The root node is the form itself. */
export interface FormNode {
  item: Item | undefined
  name: string
  parent: FormNode | undefined
  children: FormNode[]
  /** The nearest repeats around and including this node, outermost first. */
  repeats: FormNode[]
  /** Names from the root, joined with `/`. */
  template: string
}

export interface Tree {
  root: FormNode
  /** All nodes but the root, in the order of the form. */
  nodes: FormNode[]
  byName: Map<string, FormNode[]>
}

/** Builds the tree of a form in one walk. It does not parse expressions. */
export function growTree(form: Form): Tree {
  const root: FormNode = { item: undefined, name: '', parent: undefined, children: [], repeats: [], template: '' }
  const tree: Tree = { root, nodes: [], byName: new Map() }
  addItems(tree, root, form.items)
  return tree
}

function addItems(tree: Tree, parent: FormNode, items: readonly Item[]): void {
  for (const item of items) {
    const template = parent.template === '' ? item.name : `${parent.template}/${item.name}`
    const node: FormNode = { item, name: item.name, parent, children: [], repeats: parent.repeats, template }
    if (isRepeat(node)) node.repeats = [...parent.repeats, node]
    parent.children.push(node)
    tree.nodes.push(node)
    const sameName = tree.byName.get(item.name)
    if (sameName) sameName.push(node)
    else tree.byName.set(item.name, [node])
    if (item.kind === 'group') addItems(tree, node, item.items)
  }
}

export function isRepeat(node: FormNode): boolean {
  return node.item?.kind === 'group' && node.item.repeat !== undefined
}

export function findQuestion(node: FormNode): Question | undefined {
  return node.item?.kind === 'question' ? node.item : undefined
}

export function isInside(node: FormNode, ancestor: FormNode): boolean {
  for (let at: FormNode | undefined = node; at; at = at.parent) if (at === ancestor) return true
  return false
}

/**
 * Resolves `${name}` from a node: the only node of that name, or the nearest by shared groups. Undefined when there is
 * none.
 */
export function findNamed(tree: Tree, name: string, from: FormNode): FormNode | 'ambiguous' | undefined {
  const candidates = tree.byName.get(name) ?? []
  if (candidates.length <= 1) return candidates[0]
  const near = candidates.map((node) => ({ node, depth: sharedDepth(node, from) }))
  const deepest = Math.max(...near.map(({ depth }) => depth))
  const nearest = near.filter(({ depth }) => depth === deepest)
  return nearest.length === 1 ? nearest[0]?.node : 'ambiguous'
}

function sharedDepth(one: FormNode, other: FormNode): number {
  const groups = new Set<FormNode>()
  for (let at = other.parent; at; at = at.parent) groups.add(at)
  let shared = 0
  for (let at = one.parent; at; at = at.parent) if (groups.has(at)) shared += 1
  return shared
}
