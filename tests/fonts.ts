import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'

interface DomNode {
  nodeId: number
  nodeType: number
  nodeName: string
  nodeValue: string
  pseudoElements?: DomNode[]
  children?: DomNode[]
  shadowRoots?: DomNode[]
}

/** A node and its descendants, with the inner part of a field that holds the typed text. */
function below(node: DomNode): DomNode[] {
  return [node, ...[...(node.shadowRoots ?? []), ...(node.children ?? [])].flatMap(below)]
}

/** The developer tools answer for the text below an element, and every question takes time: those without text are left out. */
function drawsText({ nodeName, children = [], pseudoElements = [] }: DomNode): boolean {
  const text = children.some(({ nodeType, nodeValue }) => nodeType === 3 && nodeValue.trim() !== '')
  return text || pseudoElements.length > 0 || nodeName === 'SELECT'
}

/**
 * The fonts that drew this part, according to the developer tools. `own` are those we ship, not those of the machine.
 */
export async function fontsIn(page: Page, selector: string): Promise<{ own: string[]; foreign: string[] }> {
  await page.evaluate(() => {
    // Layout decides which fonts are loaded; before it, the browser waits for none.
    document.body.getBoundingClientRect()
    return document.fonts.ready.then(() => undefined)
  })
  const tools = await page.context().newCDPSession(page)
  await tools.send('DOM.enable')
  await tools.send('CSS.enable')
  const read = async () => {
    const { root } = await tools.send('DOM.getDocument', { depth: -1, pierce: true })
    const { nodeId } = await tools.send('DOM.querySelector', { nodeId: root.nodeId, selector })
    const part = below(root).find((each) => each.nodeId === nodeId)
    assert.ok(part, `${selector} is on the page`)
    const elements = below(part).filter(drawsText)
    return Promise.all(
      elements.map(async (each) => (await tools.send('CSS.getPlatformFontsForNode', { nodeId: each.nodeId })).fonts),
    )
  }
  let drawn: Awaited<ReturnType<typeof read>> | undefined
  while (!drawn) {
    drawn = await read().catch((error: Error) => {
      // The page replaced an element while we asked, for example because a list was read again.
      if (/Could not find node with given id/.test(error.message)) return undefined
      throw error
    })
  }
  await tools.detach()
  const of = (custom: boolean) =>
    [
      ...new Set(
        drawn
          .flat()
          .filter(({ isCustomFont }) => isCustomFont === custom)
          .map(({ familyName }) => familyName.replace(/ SemiBold$/, '')),
      ),
    ].sort()
  return { own: of(true), foreign: of(false) }
}
