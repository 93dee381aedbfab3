import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

interface AxeResult {
  violations: { id: string; nodes: { target: string[]; html: string }[] }[]
}

let axe: string | undefined

/** Runs axe-core on the current page and returns its violations. It bypasses the page's content policy. */
export async function violationsOn(page: Page): Promise<string[]> {
  axe ??= readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  const tools = await page.context().newCDPSession(page)
  await tools.send('Runtime.evaluate', { expression: axe })
  const asked = await tools.send('Runtime.evaluate', {
    expression: `axe.run(document, { runOnly: ${JSON.stringify(RULES)} }).then((found) => JSON.stringify(found))`,
    awaitPromise: true,
    returnByValue: true,
  })
  await tools.detach()
  const { violations } = JSON.parse(String(asked.result.value)) as AxeResult
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${target.join(' ')} ${html.slice(0, 120)}`),
  )
}
