import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { buildServer } from '../../app/server/http.ts'
import { places } from '../../app/demonstration/places.ts'
import { loadPlaces } from '#standards/places'
import { testNode, type TestNode } from '../node.ts'

export interface PublicSite {
  node: TestNode
  address: string
}

/** A node with a hotline desk and Meridia's places, on a free port. */
export async function publicSite(): Promise<PublicSite> {
  const node = await testNode()
  await loadPlaces(node.database, '2026-11', places)
  await node.database
    .insertInto('signals.triage_desk')
    .values({ agency_id: await node.agencyId('MER-LINE'), place_code: '' })
    .execute()
  const server = await buildServer({ node, config: { mode: 'demonstration', logLevel: 'fatal' } })
  const address = await server.listen({ port: 0, host: '127.0.0.1' })
  after(() => server.close())
  return { node, address }
}

const axe = readFileSync(createRequire(`${process.cwd()}/`).resolve('axe-core/axe.min.js'), 'utf8')

interface AxeResult {
  violations: { id: string; nodes: { target: string[]; failureSummary?: string }[] }[]
}

/**
 * Asserts that axe finds nothing on the current page. If scripts are switched off, axe cannot run either, so the same
 * document is loaded into `reader`, a page with scripts.
 */
export async function assertAccessible(page: Page, state: string, reader?: Page): Promise<void> {
  if (reader) {
    const body = await page.content()
    await reader.setViewportSize(page.viewportSize()!)
    await reader.route(page.url(), (route) => route.fulfill({ contentType: 'text/html', body }))
    await reader.goto(page.url())
    await reader.unroute(page.url())
  }
  const result = (await (reader ?? page).evaluate(`(() => { ${axe}; return axe.run(document) })()`)) as AxeResult
  const found = result.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary ?? ''}`).join('; ')}`,
  )
  assert.deepEqual(found, [], state)
}

/** Takes a screenshot if TENFOLD_TEST_SHOTS names a folder. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['TENFOLD_TEST_SHOTS']
  if (!folder) return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}
