import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { newId } from '#kernel/ids'
import { isRefusal } from '#kernel/refusal'
import { roomFolders } from '#kernel/room-folders'
import { findActor } from '#kernel/sign-in/accounts'
import { plans } from '../../app/demonstration/stories/plans.ts'
import { storiesUntil } from '../../app/demonstration/stories/index.ts'
import { readCatalogue } from '../../app/server/catalogue.ts'
import { writeWorkbook } from '../../lib/forms/xlsform/write-workbook.ts'
import { importForm, submit } from '../../src/path/intake-forms/api.ts'
import { idFor } from '../../app/demonstration/ids.ts'
import { desktop, openBrowser, phone } from '../browser.ts'
import { fontsIn } from '../fonts.ts'
import { openMeridia } from '../meridia-site.ts'
import { assertAccessible, assertFits, goTo, picture, settled, signedIn } from '../screens.ts'

/** These few stories contain one record of each kind. */
const ends = new Set(['waiting', 'taken', 'registered', 'screening', 'sent', 'accepted', 'assigned'])
const told = new Set([
  'authorities',
  'locked-kitchen',
  // A child who is still missing.
  'quarry-night',
  ...plans
    .filter(({ end, into }, index) => ends.has(end) && !into && plans.findIndex((plan) => plan.end === end) === index)
    .map(({ key }) => key),
])
const site = await openMeridia((end) => storiesUntil(end).filter(({ key }) => told.has(key)))
const browser = await openBrowser()
const { languages } = readCatalogue()
const [small, desk] = [phone('en'), desktop('en')]
/** Ends a wait for something that never comes. */
const PATIENCE = { timeout: 300_000 }

const screenFiles = ['app/web/screens.ts', ...roomFolders('.').map(({ folder }) => `${folder}/web/index.tsx`)]
/** The addresses of all screens, without the showcase, which is for developers. */
const screens = screenFiles
  .flatMap((file) => readIfThere(join(process.cwd(), file)))
  .flatMap((text) => [...text.matchAll(/path: '([^']+)'/g)].map(([, path]) => path!))
  .filter((path) => path !== '/ui')

function readIfThere(file: string): string[] {
  try {
    return [readFileSync(file, 'utf8')]
  } catch {
    return [] // a module without screens
  }
}

const form = writeWorkbook({
  survey: [
    ['type', 'name', 'label'],
    ['text', 'said', 'What was said?'],
  ],
  choices: [['list_name', 'name', 'label']],
  settings: [
    ['form_id', 'form_title', 'version'],
    ['round', 'Meridia', '1'],
  ],
})

async function formWithAnswers(): Promise<string> {
  const actorOf = async (who: string) =>
    (await findActor(site.node.database, idFor(`${who}.meridia.example`))) ?? assert.fail(who)
  const imported = await importForm.run(
    site.node,
    { fileName: 'round.xlsx', workbook: Buffer.from(form).toString('base64') },
    { actor: await actorOf('esther@nco'), commandId: newId() },
  )
  assert.ok(!isRefusal(imported), JSON.stringify(imported))
  const submission = newId()
  const sent = await submit.run(
    site.node,
    { id: imported.id, submission, formVersion: '1', answers: { said: 'Words.' } },
    { actor: await actorOf('ivo@line'), commandId: newId() },
  )
  assert.ok(!isRefusal(sent), JSON.stringify(sent))
  return `/forms/${imported.id}/${submission}`
}

const filled = await formWithAnswers()

/** The targets of the links on the page that match. */
async function allLinked(page: Page, pattern: RegExp): Promise<string[]> {
  await settled(page)
  const all = await page.$$eval('a[href]', (links) => links.map((link) => link.getAttribute('href') ?? ''))
  return [...new Set(all.filter((href) => pattern.test(href)))]
}

/** The target of the first link on the page that matches. */
async function linked(page: Page, pattern: RegExp): Promise<string> {
  return (await allLinked(page, pattern))[0] ?? assert.fail(`no link like ${pattern} on ${page.url()}`)
}

const sessions: Parameters<typeof signedIn>[5] = new Map()

/** Opens every screen once, first those that have a link to the next, in that order. */
async function visitAll(language: string, visited: (page: Page, path: string) => Promise<void>): Promise<void> {
  const as = async (who: string): Promise<Page> =>
    signedIn(
      browser,
      site.address,
      site.accounts.find(({ email }) => email.startsWith(`${who}.`)) ?? assert.fail(who),
      language,
      phone(language),
      sessions,
    )
  const walked = new Set<string>()
  const at = async (page: Page, address: string, path = address): Promise<void> => {
    walked.add(path)
    const inApp = (await page.locator('html[data-screen]').count()) > 0 && !path.startsWith('/tell')
    if (inApp) await goTo(page, address, path)
    else await page.goto(site.address + address)
    await page.locator('h1').first().waitFor()
    await visited(page, path)
  }
  const id = '[0-9a-f-]{36}'

  const triage = await as('ivo@line')
  await at(triage, '/')
  await at(triage, '/about')
  await at(triage, '/concerns/new')
  await at(triage, '/triage')
  const concern = await linked(triage, new RegExp(`^/concerns/${id}`))
  await at(triage, concern, '/concerns/:id')
  await at(triage, `/referrals/new?concern=${concern.split('/').at(-1)}`, '/referrals/new')
  // This screen begins the screening and is left at once.
  await triage.evaluate((to) => history.pushState({}, '', to), `/screenings/new?concern=${concern.split('/').at(-1)}`)
  await triage.waitForURL(new RegExp(`/screenings/${id}`))
  await at(triage, new URL(triage.url()).pathname, '/screenings/:id')
  await at(triage, '/children')
  await at(triage, '/forms')
  await at(triage, filled.split('/').slice(0, 3).join('/'), '/forms/:id')
  await at(triage, filled, '/forms/:id/:submission')
  await triage.context().close()

  const teacher = await as('tamsin@sch')
  await at(teacher, '/lists/my-concerns', '/lists/:list')
  await teacher.context().close()

  const supervisor = await as('odile@cpl')
  await at(supervisor, '/cases')
  // Deadlines pass meanwhile, so any case may come first, also one whose child nobody has registered.
  let child: string | undefined
  for (const one of await allLinked(supervisor, new RegExp(`^/cases/${id}`))) {
    await at(supervisor, one, '/cases/:id')
    child = (await allLinked(supervisor, new RegExp(`^/children/${id}`)))[0]
    if (child) break
  }
  assert.ok(child, 'no case with a child')
  const referral = await linked(supervisor, new RegExp(`^/referrals/${id}`))
  await at(supervisor, child, '/children/:id')
  await at(supervisor, `${child}/compare/${newId()}`, '/children/:id/compare/:other')
  await at(supervisor, '/referrals')
  await at(supervisor, referral, '/referrals/:id')
  await at(supervisor, '/clocks')
  await supervisor.context().close()

  const searching = await as('brigida@cps')
  await at(searching, '/missing')
  const search = await linked(searching, new RegExp(`^/missing/${id}`))
  await at(searching, search, '/missing/:id')
  await at(searching, `${search}/sheet`, '/missing/:id/sheet')
  await searching.context().close()

  const administrator = await as('esther@nco')
  await at(administrator, `${filled.split('/').slice(0, 3).join('/')}/edit`, '/forms/:id/edit')
  await at(administrator, '/access-keys')
  await at(administrator, '/password')
  await administrator.context().close()

  const anybody = await browser.newContext({ ...phone(language), serviceWorkers: 'block' })
  await anybody.addInitScript(`localStorage.setItem('tenfold.language', '${language}')`)
  const page = await anybody.newPage()
  page.setDefaultTimeout(30_000)
  await at(page, '/sign-in')
  await at(page, '/first-administrator')
  await at(page, `/tell?lang=${language}`, '/tell')
  await at(page, `/tell/receipt?lang=${language}`, '/tell/receipt')
  await anybody.close()

  // A screen to which no line above leads is opened by its address, with ids that no record has.
  const rest = screens.filter((path) => !walked.has(path))
  if (rest.length === 0) return
  const other = await as('odile@cpl')
  for (const path of rest)
    await at(
      other,
      path.replaceAll(/:\w+/g, () => newId()),
      path,
    )
  await other.context().close()
}

/** axe judges each screen once for each direction. What depends on the words is asserted in every language. */
const judged = ['en', 'ar']

for (const language of languages) {
  test(`every screen can be read in ${language} on a small phone and at a desk`, PATIENCE, async () => {
    await visitAll(language, async (page, path) => {
      const name = path.replaceAll(/[/:]+/g, '-')
      await settled(page)
      if (judged.includes(language)) await assertAccessible(page, `round-${language}-360${name}`)
      await picture(page, `round-${language}-360${name}`)
      await assertFits(page, `round-${language}-360${name}`)
      assert.equal(await page.locator('html').getAttribute('lang'), language, path)
      assert.deepEqual((await fontsIn(page, 'body')).foreign, [], `${path}: fonts that are not ours`)
      await page.setViewportSize(desk.viewport!)
      await settled(page)
      await picture(page, `round-${language}-1280${name}`)
      await assertFits(page, `round-${language}-1280${name}`)
      await page.setViewportSize(small.viewport!)
    })
  })
}
