import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { openBrowser } from '../browser.ts'
import { openMeridia } from '../meridia-site.ts'
import { eventually } from '../eventually.ts'
import { assertGoodScreen, type Corner, corners, nextStep, picture, say, signedIn } from '../screens.ts'

const site = await openMeridia()
const browser = await openBrowser()
/** Stops a wait for something that does not come. */
const PATIENCE = { timeout: 300_000 }

/** A name that is unique in Meridia, in the script of the person who writes it. */
const names = { 'en-1280': 'Ismeld Karo', 'ar-360': 'رويدة تلاق' } as const

type Good = (page: Page, state: string) => Promise<void>

function account(name: string): { email: string; password: string } {
  const found = site.accounts.find((one) => one.email.startsWith(`${name}@`))
  assert.ok(found, name)
  return found
}

for (const corner of corners) {
  test(
    `a teacher's concern becomes a screened, acknowledged referral and an open case, by four people at three agencies (${corner.name})`,
    PATIENCE,
    async () => {
      const name = names[corner.name]
      const secrets = name.split(' ')
      const as = (who: string): Promise<Page> =>
        signedIn(browser, site.address, account(who), corner.language, corner.device)
      const good: Good = (page, state) => assertGoodScreen(page, state, { corner, secrets })

      const teacher = await as('tamsin')
      await teacher.goto(`${site.address}/`)
      await teacher.locator('h1').waitFor()
      await good(teacher, '01-my-day-of-a-teacher')
      await teacher.locator('main a[href="/concerns/new"]').first().click()
      await raiseConcern(teacher, name, corner.small)
      await good(teacher, '02-sent')
      const concernId = (await teacher.locator('a[data-kind=primary][href^="/concerns/"]').getAttribute('href'))!
        .split('/')
        .at(-1)!

      const triage = await as('ivo')
      await triage.goto(`${site.address}/triage`)
      await triage.locator('a.work').first().waitFor()
      await good(triage, '03-triage')
      await triage.goto(`${site.address}/concerns/${concernId}`)
      await triage.locator('.lrp-record button[data-kind=primary]').click()
      await triage.locator('.lrp-record a[data-kind=primary]').waitFor()
      await good(triage, '04-concern')
      await triage.locator(`a[href*="/children?concern=${concernId}"]`).click()
      await triage.locator('form input.input').first().waitFor()
      await triage.waitForFunction(
        (text) =>
          [...document.querySelectorAll('form input')].some((input) => (input as HTMLInputElement).value === text),
        name,
      )
      await triage.locator('form button[type=submit]').click()
      await triage.locator('.card, div[role=status] .notice').first().waitFor()
      for (const box of await triage.locator('.card input[type=checkbox]').all()) await box.check()
      await good(triage, '05-search')
      await triage.locator('.lrp-record button[data-kind=primary]').last().click()
      await triage.locator('textarea').waitFor()
      await good(triage, '06-register')
      await triage.locator('button[data-kind=primary]').last().click()
      await triage.waitForURL(new RegExp(`/concerns/${concernId}`))

      await triage.locator('a[href*="/screenings/new"]').click()
      await triage.waitForURL(/screenings\/[0-9a-f-]{36}/)
      await screen(triage, good)
      await triage.locator('.screening-part a[href*="/referrals/new"]').click()
      const referralId = await refer(triage, corner, good)

      const authority = await as('sahar')
      await authority.goto(`${site.address}/referrals`)
      await authority.locator('a.work').first().waitFor()
      await good(authority, '11-inbox')
      await authority.goto(`${site.address}/referrals/${referralId}`)
      await authority.locator('.page button[data-kind=primary]').first().click()
      await authority.waitForFunction(
        (least) => document.querySelectorAll('.clock[data-state^=met]').length >= least,
        2,
      )
      await warned(authority, corner.language)
      await good(authority, '12-acknowledged')
      await authority.locator('.page button[data-kind=primary]').first().click()
      await authority.waitForFunction(
        (least) => document.querySelectorAll('.clock[data-state^=met]').length >= least,
        3,
      )

      const supervisor = await as('odile')
      const caseId = await openCaseOf(supervisor, name)
      await good(supervisor, '13-cases')
      await supervisor.goto(`${site.address}/cases/${caseId}`)
      await supervisor
        .getByRole('button', { name: say(corner.language, 'case-management.assign'), exact: true })
        .click()
      const workers = supervisor.locator('[role=dialog] select').first()
      const brannoc = workers.locator('option', { hasText: 'Brannoc Vey' })
      await workers.selectOption(await brannoc.getAttribute('value'))
      await good(supervisor, '14-assign')
      await supervisor.locator('[role=dialog] button[data-kind=primary]').click()
      await supervisor.locator('[role=dialog]').waitFor({ state: 'detached' })
      await warned(supervisor, corner.language)
      await good(supervisor, '15-case')

      await triage.goto(`${site.address}/concerns/${concernId}`)
      await triage.locator('.timeline li').nth(5).waitFor()
      await good(triage, '16-what-became-of-it')
      await teacher.goto(`${site.address}/concerns/${concernId}`)
      await teacher.locator('.timeline li').first().waitFor()
      await good(teacher, '17-as-the-teacher-sees-it')

      const coordinator = await as('yunis')
      await coordinator.goto(`${site.address}/clocks`)
      await coordinator.locator('table').first().waitFor()
      await good(coordinator, '18-clocks')
      await coordinator.goto(`${site.address}/about`)
      await coordinator.locator('h2').nth(9).waitFor()
      await good(coordinator, '19-about')
      for (const page of [teacher, triage, authority, supervisor, coordinator]) await page.context().close()
    },
  )
}

/** A phone shows one question a screen, a desktop the whole form. */
async function raiseConcern(page: Page, name: string, onPhone: boolean): Promise<void> {
  await page
    .locator('textarea')
    .first()
    .fill('She has not been at school for two weeks. A neighbour saw her at the market before dawn.')
  if (!onPhone) {
    await page.locator('input[type=radio][value=not-now]').check()
    await fillPlace(page)
    await page.locator('.form-page button[data-kind=secondary]').first().click()
    await page.locator('.form-page input[type=text]:not([role=combobox])').first().fill(name)
    await page.locator('input[type=radio][value=observed]').check()
    await picture(page, 'raise-filled')
    await page.locator('.form-page button[type=submit]').click()
  } else {
    await nextStep(page)
    await page.locator('input[type=radio][value=not-now]').check()
    await nextStep(page)
    await fillPlace(page)
    await nextStep(page)
    const addChild = page.locator('.steps button[data-kind=secondary]:not(.steps-actions button)').first()
    while ((await addChild.count()) === 0) await nextStep(page)
    await addChild.click()
    await page.locator('.steps input.input').first().fill(name)
    while ((await page.locator('form.steps').count()) > 0) await nextStep(page)
  }
  await page.locator('.timeline').waitFor()
  await page.locator('strong.numeric').waitFor()
}

async function fillPlace(page: Page): Promise<void> {
  const box = page.locator('input[role=combobox]').first()
  await box.fill('Ilvane')
  await page.locator('[role=option]').first().click()
}

/** The worker says what it may be about and notes two signs from the child. Then a person decides, with a reason. */
async function screen(page: Page, good: Good): Promise<void> {
  await page.locator('.screening-part input[value=servitude]').check()
  await page.locator('.screening-saved[data-state=saved]').waitFor()
  await page.goto(page.url().split('?')[0]!)
  await page.locator('.screening-list a').first().waitFor()
  await good(page, '07-screening')
  const parts = await page
    .locator('.screening-list > .screening-parts a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')!))
  const family = parts.filter((href) => href.includes('part='))
  assert.ok(!family.some((href) => href.includes('ilo-child-labour')), 'domestic work asks no labour signs first')
  for (const href of family.slice(3, 5)) {
    await page.goto(new URL(href, page.url()).href)
    const sign = page.locator('.screening-sign').first()
    await sign.locator('input[value=yes]').check()
    await sign.locator('input[value=told-by-child]').check()
    await page.locator('.screening-saved[data-state=saved]').waitFor()
  }
  await good(page, '08-signs')
  await page.goto(new URL(family.at(-1)!, page.url()).href)
  await page.locator('input[value=presumed-victim]').check()
  await page.locator('textarea').first().fill('She was brought here by somebody who keeps what she earns.')
  await page.locator('.screening-part button[data-kind=primary]').click()
  await page.locator('.screening-part a[href*="/referrals/new"]').waitFor()
  await good(page, '09-decided')
}

/** The next person reads at the top, not only among the facts, that the caregivers may be involved. */
async function warned(page: Page, language: string): Promise<void> {
  await page
    .locator('.notice')
    .filter({ hasText: say(language, 'referral.caregiver-told.under-concern') })
    .waitFor()
}

const referralAnswers = [
  '#risk input[value=high]',
  '#requests input[value=assessment]',
  '#caregiver input[value=under-concern]',
  '#share input[value=identity]',
]

/** Chooses the authority, the facts to share and the legal reason, then sends. Returns the id of the referral. */
async function refer(page: Page, { small: onPhone, language }: Corner, good: Good): Promise<string> {
  await page.locator('.why-button').first().waitFor()
  if (onPhone) await answerStepByStep(page, good)
  else {
    for (const answer of referralAnswers) await page.locator(answer).check()
    await good(page, '10a-new-referral')
    await page.locator('button[data-kind=primary]').click()
  }
  await page.waitForURL(/referrals\/[0-9a-f-]{36}$/)
  // Child protection is told by law. The girl is told what must be done, and heard.
  await page.locator('input[value=does-not-want-it]').check()
  await page
    .getByLabel(say(language, 'referral.by-law.words'))
    .fill('The caregiver is part of the worry. The girl knows that we ask for help.')
  await page.locator('input[value=told]').first().check()
  await page
    .getByRole('button', { name: say(language, 'referral.consent.keep') })
    .first()
    .click()
  await page.locator('button[data-kind=primary]:not([data-lacks])').waitFor()
  await good(page, '10b-ready-to-send')
  await page.locator('button[data-kind=primary]').click()
  await page.locator('.timeline').waitFor()
  return new URL(page.url()).pathname.split('/').at(-1)!
}

/** On a phone every question of the referral has its own screen. */
async function answerStepByStep(page: Page, good: Good): Promise<void> {
  for (const answer of referralAnswers) {
    while ((await page.locator(answer).count()) === 0) await nextStep(page)
    await page.locator(answer).check()
    await good(page, `10a-new-referral-${answer.split(' ')[0]!.slice(1)}`)
    await nextStep(page)
  }
}

/** The acceptance opens a case automatically. */
async function openCaseOf(page: Page, name: string): Promise<string> {
  const list = `${site.address}/api/worklists/cases`
  await eventually(
    async () => (await page.request.get(list)).text(),
    (rows) => rows.includes(name),
  )
  await page.goto(`${site.address}/cases`)
  const row = page.locator('a.work', { hasText: name }).first()
  return (await row.getAttribute('href'))!.split('/').at(-1)!
}
