import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from '#kernel/actor'
import { nodeActor } from '#kernel/actor'
import { newId } from '#kernel/ids'
import { setAccountActive } from '#kernel/sign-in/set-account-active'
import { workUntilQuiet } from '#kernel/work'
import { openCase } from '#path/case-management'
import { duties } from '../../app/server/reactions.ts'
import { assign } from '../../src/path/case-management/api.ts'
import { addToConcern, closeConcern, mergeConcerns, raise, take } from '../../src/path/signals/api.ts'
import { accountOf, say, seenAtBothWidths, settled } from '../screens.ts'
import { besideChildProtection, bothLanguages, draftedReferral, smallCountry } from './small-country.ts'

const country = await smallCountry()
const { node, address, server } = country
const welfare = await node.agencyId('MER-WELFARE')
const teacher = await node.person('MER-SCHOOL', ['worker'], 'Noor Kessim')
const atDesk = await node.person('MER-LINE', ['triage', 'worker'], 'Ilse Doran')
const officer = await node.person('MER-WELFARE', ['authority'], 'Danu Orrin')
const supervisor = await node.person('MER-WELFARE', ['supervisor'], 'Quin Avara')
const clinic = await besideChildProtection(country, 'health', { en: 'Harbour Clinic', ar: 'عيادة الميناء' })
const key = await node.accessKey('MER-HOTLINE')

const emailOf = (person: Actor) => accountOf(person).email

async function raised(words: string): Promise<string> {
  return (await country.run(raise, { id: newId(), words, danger: 'not-now' }, teacher)).id
}

for (const language of bothLanguages) {
  const t = (id: string, values?: Record<string, string | number>) => say(language, id, values)

  test(`when a colleague’s account is disabled, what they had is before the others, and says why (${language})`, async () => {
    const leaver = await node.person('MER-WELFARE', ['caseworker'], 'Lio Tessan')
    const colleague = await node.person('MER-LINE', ['triage'], 'Pell Imsa')
    const { id: caseId } = await country.run(
      openCase,
      {
        referralId: newId(),
        childId: newId(),
        agencyId: welfare,
        country: 'XM',
        risk: 'high',
        at: node.clock.now().toISOString(),
      },
      nodeActor,
    )
    await country.run(assign, { id: caseId, workerId: leaver.id }, officer)
    const concernId = await raised('A boy carries sacks at the quay at night.')
    await country.run(take, { id: concernId }, colleague)
    const { referralId } = await draftedReferral(country, colleague, 'Sefu Orr')
    const theirs = await country.open(leaver, language)
    await theirs.goto(`${address}/cases/${caseId}`)
    await theirs.locator('.timeline').waitFor()
    for (const person of [leaver, colleague]) assert.ok(await setAccountActive(node, emailOf(person), false))
    await workUntilQuiet(node, duties)

    await theirs.reload()
    await theirs.getByRole('heading', { name: t('app.sign-in.title'), level: 1 }).waitFor()
    await theirs.context().close()

    const page = await country.open(supervisor, language)
    await page.goto(`${address}/`)
    await page.locator(`a.work[href="/cases/${caseId}"]`).first().waitFor()
    await seenAtBothWidths(page, 'handed-over-my-day')
    await page.goto(`${address}/cases/${caseId}`)
    for (const place of ['.notice', '.timeline'])
      await page.locator(place).getByText(t('case-management.step.handed-over')).waitFor()
    await page.locator('.lede', { hasText: t('case-management.state.open.says', { assigned: 'no' }) }).waitFor()
    await seenAtBothWidths(page, 'handed-over-case')
    await page.getByRole('button', { name: t('case-management.assign'), exact: true }).waitFor()
    await page.context().close()

    const desk = await country.open(atDesk, language)
    await desk.goto(`${address}/concerns/${concernId}`)
    for (const place of ['.notice', '.timeline'])
      await desk.locator(place).getByText(t('signals.step.handed-over')).waitFor()
    await desk.locator('.timeline').getByText(t('signals.now.waiting')).waitFor()
    await seenAtBothWidths(desk, 'handed-over-concern')
    await desk.goto(`${address}/referrals/${referralId}`)
    for (const place of ['.notice', '.timeline'])
      await desk.locator(place).getByText(t('referral.way.handedOverAt')).waitFor()
    await seenAtBothWidths(desk, 'handed-over-referral', ['Sefu'])
    await desk.context().close()
  })

  test(`a second report under one number, and words on a merged concern, are before the desk (${language})`, async () => {
    const sourceReference = `Call-7714-${language}`
    const report = async (words: string, danger: string) => {
      const sent = await server.inject({
        method: 'POST',
        url: '/api/concerns/hand-over',
        headers: { authorization: `Bearer ${key}`, 'idempotency-key': newId() },
        payload: { id: newId(), sourceReference, words, danger },
      })
      assert.equal(sent.statusCode, 200, sent.body)
      return sent.json<{ id: string }>().id
    }
    const first = await report('She sleeps in the store.', 'not-now')
    await country.run(closeConcern, { id: first, reason: 'other', note: 'The home visits her already.' }, atDesk)
    assert.equal(await report('She was taken away this night.', 'immediate'), first)
    await workUntilQuiet(node, duties)
    const page = await country.open(atDesk, language)
    await page.goto(`${address}/triage`)
    const row = page.locator(`a.work[href="/concerns/${first}"]`)
    await row.getByText(t('ui.danger')).waitFor()
    await row.click()
    await page.locator('.lrp-record').getByText(t('signals.addition.title')).waitFor()
    await page.getByText('She was taken away this night.').waitFor()
    await page.getByRole('button', { name: t('signals.act.take-again') }).waitFor()
    await seenAtBothWidths(page, 'second-report', ['taken away'])

    const [merged, into] = [await raised('Two sisters at the laundry.'), await raised('Girls work at the laundry.')]
    await country.run(mergeConcerns, { id: merged, into }, atDesk)
    await country.run(take, { id: into }, atDesk)
    await country.run(addToConcern, { id: merged, text: 'They were beaten today.' }, teacher)
    await page.goto(`${address}/triage`)
    await page.locator(`a.work[href="/concerns/${into}"]`).click()
    await page.locator('.lrp-record').getByText(t('signals.addition.title')).waitFor()
    await page.getByText('They were beaten today.').waitFor()
    await seenAtBothWidths(page, 'words-on-merged', ['beaten'])
    await page.context().close()
    const told = await country.open(teacher, language)
    await told.goto(`${address}/concerns/${merged}`)
    await told.getByText(t('signals.mine.merged'), { exact: true }).waitFor()
    await told.context().close()
  })

  test(`a teacher whose session ended while she wrote is told so, and it goes out when she has signed in again (${language})`, async () => {
    const page = await country.open(teacher, language)
    await page.goto(`${address}/concerns/new`)
    await page.locator('textarea').first().fill('He waits at the bridge every night.')
    await page.locator('input[type=radio][value=not-now]').check()
    await node.database.updateTable('kernel.session').set({ ended_at: node.clock.now() }).execute()
    await page.getByRole('button', { name: t('signals.raise.send') }).click()
    await page.getByText(t('app.sign-in.unsent', { count: 1 }), { exact: true }).waitFor()
    await seenAtBothWidths(page, 'session-ended', ['bridge'])
    const { email, password } = accountOf(teacher)
    await page.getByLabel(t('app.sign-in.email')).fill(email)
    await page.getByLabel(t('app.sign-in.password')).fill(password)
    await page.locator('form button[type=submit]').click()
    await page.getByText(t('signals.sent.reference')).waitFor()
    await page.getByRole('link', { name: t('signals.sent.open') }).click()
    await page.getByText('He waits at the bridge every night.').waitFor()
    await page.context().close()
  })

  test(`a guardian’s no after their yes, and the child’s no after going ahead, keep a referral from being sent (${language})`, async () => {
    // Child protection is told by law. Whether the clinic is, they decide.
    const { alongsideIds } = await draftedReferral(country, atDesk, 'Tamo Venn', [clinic.id])
    const toClinic = `${address}/referrals/${alongsideIds[0]}`
    const page = await country.open(atDesk, language)
    await page.goto(toClinic)
    const send = page.getByRole('button', { name: t('referral.act.send'), exact: true })
    const answer = async (way: string, more?: () => Promise<void>) => {
      const choice = page.locator(`input[value=${way}]`)
      await choice.waitFor({ state: 'attached' })
      // While the consent is enough, another answer is folded away.
      if (!(await choice.isVisible())) await page.getByText(t('referral.consent.more')).click()
      await choice.check()
      await more?.()
      await page.locator('input[value=told]').check()
      const shown = page.waitForResponse((response) => /\/api\/referrals\/[0-9a-f-]{36}$/.test(response.url()))
      await page.getByRole('button', { name: t('referral.consent.keep') }).click()
      assert.equal((await shown).status(), 200)
      await settled(page)
    }
    const appointed = async () => {
      for (const said of ['court', 'none-seen']) await page.locator(`input[value=${said}]`).check()
    }
    const asked = async () => {
      for (const said of ['this', 'spoken', 'worker']) {
        const choice = page.locator(`input[value=${said}]`)
        assert.equal(await choice.isChecked(), false, 'nothing is left of who agreed before')
        await choice.check()
      }
      const spoken = page.getByRole('combobox', { name: t('referral.grant.language') })
      await spoken.fill(language === 'ar' ? 'الفرنسية' : 'French')
      await page.getByRole('option').filter({ visible: true }).first().click()
    }
    await answer('child-yes', asked)
    await answer('guardian-yes', async () => {
      await appointed()
      await asked()
    })
    await page.locator('button[data-kind=primary]:not([data-lacks])', { hasText: t('referral.act.send') }).waitFor()
    const late = await country.open(atDesk, language)
    await late.goto(toClinic)
    await late.getByRole('button', { name: t('referral.act.send'), exact: true }).waitFor()
    await answer('guardian-no', appointed)
    await page.getByText(t('referral.gap.adult-said-no')).waitFor()
    assert.equal(await send.getAttribute('data-lacks'), 'true')
    await seenAtBothWidths(page, 'guardian-said-no', ['Tamo'])
    // Somebody who still has the page from before.
    await late.getByRole('button', { name: t('referral.act.send'), exact: true }).click()
    await late.getByText(t('refusal.record-changed.title')).waitFor()
    // The page shows at once what has changed, and the referral cannot be sent.
    await late.getByText(t('referral.gap.adult-said-no')).waitFor()
    assert.equal(
      await late.getByRole('button', { name: t('referral.act.send'), exact: true }).getAttribute('data-lacks'),
      'true',
    )
    await seenAtBothWidths(late, 'send-refused', ['Tamo'])
    await late.context().close()

    await answer('override', async () => {
      await page.locator('input[value=best-interests]').check()
      await page.getByRole('textbox', { name: t('referral.consent.reason') }).fill('He would be gone tomorrow.')
    })
    await page.locator('button[data-kind=primary]:not([data-lacks])', { hasText: t('referral.act.send') }).waitFor()
    await answer('child-no')
    await page.getByText(t('referral.gap.child-said-no')).waitFor()
    assert.equal(await send.getAttribute('data-lacks'), 'true')
    await page.context().close()
  })
}

test('a teacher changes her password in Arabic, and her other browser says that she is signed out', async () => {
  const t = (id: string) => say('ar', id)
  const [page, other] = [await country.open(teacher, 'ar'), await country.open(teacher, 'ar')]
  await other.goto(`${address}/concerns/new`)
  await other.locator('textarea').first().fill('نامت الفتاة في الصف.')
  await page.goto(`${address}/password`)
  const fill = async (current: string) => {
    const texts = { current, next: 'ثلاث كلمات هادئة', again: 'ثلاث كلمات هادئة' }
    for (const [name, text] of Object.entries(texts))
      await page.getByRole('textbox', { name: t(`app.password.${name}`), exact: true }).fill(text)
    await page.getByRole('button', { name: t('app.password.button') }).click()
  }
  await fill('not mine')
  await page.getByText(t('kernel.field.password-wrong')).waitFor()
  await seenAtBothWidths(page, 'password-wrong')
  await fill('correct horse')
  await page.getByText(t('app.password.done'), { exact: true }).waitFor()
  await seenAtBothWidths(page, 'password-changed')
  await other.goto(`${address}/`)
  await other.getByRole('heading', { name: t('app.sign-in.title'), level: 1 }).waitFor()
  await seenAtBothWidths(other, 'password-other-browser')
  for (const one of [page, other]) await one.context().close()
})
