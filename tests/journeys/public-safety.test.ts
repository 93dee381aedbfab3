import assert from 'node:assert/strict'
import { test } from 'node:test'
import { desktop, openBrowser, phone } from '../browser.ts'
import { assertGoodScreen } from '../screens.ts'
import { publicSite } from './public-site.ts'

const { node, address } = await publicSite()
const browser = await openBrowser()

const words = 'They lock the Verrin children in at night.'

async function count(): Promise<number> {
  return node.asOwner(
    async (client) => (await client.query('select count(*)::int from signals.signal')).rows[0].count as number,
  )
}

async function post(
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await fetch(address + path, { method: 'POST', headers, body: new URLSearchParams(fields) })
  return { status: response.status, text: await response.text(), headers: response.headers }
}

test('a girl leaves at once, and the way back does not lead here', async () => {
  for (const leave of ['button', 'shift'] as const) {
    const context = await browser.newContext(phone('en'))
    await context.route('https://www.wikipedia.org/', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>Elsewhere</title>' }),
    )
    await context.route('http://before.example/', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>Before</title>' }),
    )
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
    await page.goto('http://before.example/')
    await page.goto(`${address}/tell`)
    const length = await page.evaluate('history.length')
    await page.getByRole('link', { name: 'العربية' }).click()
    await page.waitForURL(/lang=ar/)
    await page.locator('[name=words]').fill(words)
    await page.locator('button[name=one-more]').click()
    await page.locator('[name="children/1/name"]').waitFor()
    await page.locator('.tell-facts a').click()
    await page.waitForURL(/receipt/)
    if (leave === 'button') await page.locator('[data-exit]').click()
    else for (let press = 0; press < 3; press += 1) await page.keyboard.press('Shift')
    await page.waitForURL('https://www.wikipedia.org/')
    assert.equal(
      await page.evaluate('history.length'),
      length,
      'one entry for all the pages here, and none after leaving',
    )
    await page.goBack()
    assert.equal(page.url(), 'http://before.example/')
    await context.close()
  }
})

test('the way out is the first thing a keyboard reaches, and it is a plain link without scripts', async () => {
  const context = await browser.newContext({ ...desktop('en'), javaScriptEnabled: false })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  for (const path of ['/tell', '/tell/receipt']) {
    await page.goto(address + path)
    await page.keyboard.press('Tab')
    assert.equal(await page.locator('[data-exit]:focus').count(), 1)
    assert.equal(await page.locator('[data-exit]').getAttribute('href'), 'https://www.wikipedia.org/')
  }
  await context.close()
})

test('nobody learns from the answer of the server who came: no cookie, nothing kept, no referrer, no other site', async () => {
  for (const path of ['/tell', '/tell/receipt', '/tell/page.css', '/tell/exit.js']) {
    const response = await fetch(address + path)
    assert.equal(response.status, 200)
    assert.equal(response.headers.get('set-cookie'), null)
    assert.equal(response.headers.get('cache-control'), 'no-store')
    assert.equal(response.headers.get('referrer-policy'), 'no-referrer')
  }
  const page = await fetch(`${address}/tell`)
  const policy = page.headers.get('content-security-policy')!
  assert.match(policy, /default-src 'none'/)
  assert.doesNotMatch(policy, /unsafe/)
  const html = await page.text()
  assert.doesNotMatch(html, /style=|<style|onclick/)
  assert.match(html, /<title>Tenfold<\/title>/)
})

test('a page is sent twice and the concern arrives once, with the same words both times', async () => {
  const seed = /name="seed" value="([^"]+)"/.exec(await (await fetch(`${address}/tell`)).text())![1]!
  const before = await count()
  const fields = { seed, words, danger: 'immediate' }
  const [first, second] = await Promise.all([post('/tell', fields), post('/tell', fields)])
  assert.equal(first.status, 200)
  const receiptIn = (text: string) => /<ol class="receipt">(.*?)<\/ol>/.exec(text)?.[1]
  assert.ok(receiptIn(first.text))
  assert.equal(receiptIn(first.text), receiptIn(second.text))
  assert.equal(await count(), before + 1)
  const changed = await post('/tell', { ...fields, words: `${words} There are four of them.` })
  assert.notEqual(receiptIn(changed.text), receiptIn(first.text))
  assert.equal(await count(), before + 2, 'what was changed afterwards is not lost')
})

test('what was typed stays when something is missing, in any digits, and nothing is stored', async () => {
  const before = await count()
  const answer = await post('/tell?lang=ar', {
    words: '',
    danger: 'unknown',
    'children/0/age.years': '١٢-١٤',
    'children/0/name': '<b>"Vael"</b>',
    'happened.day': '31',
    'happened.month': '2',
    'happened.year': '2026',
  })
  assert.equal(answer.status, 422)
  assert.match(answer.text, /value="١٢-١٤"/)
  assert.match(answer.text, /value="&lt;b&gt;&quot;Vael&quot;&lt;\/b&gt;"/)
  assert.equal(answer.text.match(/class="field-error"/g)?.length, 2, 'the story, and a day that does not exist')
  assert.equal(await count(), before)
})

test('a child taken away from the page takes only their own answers along', async () => {
  const answer = await post('/tell', {
    'children.count': '3',
    'children/0/name': 'Anwel',
    'children/1/name': 'Bessa',
    'children/2/name': 'Corin',
    'take-away': 'children/1',
  })
  assert.equal(answer.status, 200)
  assert.match(answer.text, /Anwel/)
  assert.match(answer.text, /Corin/)
  assert.doesNotMatch(answer.text, /Bessa/)
})

test('too many tries from one place are asked to wait, and keep what they wrote', async () => {
  const again = await publicSite()
  const tell = (answers: Record<string, string>) =>
    fetch(`${again.address}/tell`, { method: 'POST', body: new URLSearchParams(answers) })
  let last: Response
  // The tries of one minute count. A slow machine may need a second minute to make them all.
  for (let round = 0; round < 5; round += 1) {
    await Promise.all(Array.from({ length: 61 }, async () => (await tell({})).text()))
    last = await tell({ words, 'children.count': '20' })
    if (last.status === 429) break
  }
  assert.equal(last!.status, 429)
  const page = await last!.text()
  assert.match(page, /lock the Verrin children/)
  const asked = await (await fetch(`${again.address}/tell`)).text()
  assert.ok(page.length < asked.length / 2, 'refusing costs less than what is refused')
})

test('while the database is away the page stands, says that nothing was sent, and keeps the words', async () => {
  const again = await publicSite()
  await again.node.asOwner(async (client) => {
    await client.query(`revoke connect on database ${again.node.address.database} from public`)
    await client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    )
  })
  const context = await browser.newContext(phone('en'))
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  await page.goto(`${again.address}/tell`)
  await page.locator('[name=words]').fill(words)
  await page.locator('[name=danger][value=unknown]').check()
  await page.locator('.send button').click()
  await page.locator('.questions > [role=alert]:not([hidden])').waitFor()
  assert.equal(await page.locator('[name=words]').inputValue(), words)
  await assertGoodScreen(page, 'tell-away')
  await context.close()
})

test('without a network what was typed stays on the page and goes out when it is back', async () => {
  const context = await browser.newContext(phone('en'))
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  await page.goto(`${address}/tell`)
  await page.locator('[name=words]').fill(words)
  await page.locator('[name=danger][value=not-now]').check()
  await context.setOffline(true)
  await page.locator('.send button').click()
  await page.locator('[data-no-network]:not([hidden])').waitFor()
  await assertGoodScreen(page, 'tell-no-network')
  assert.equal(await page.locator('[name=words]').inputValue(), words)
  await context.setOffline(false)
  await page.locator('.send button').click()
  await page.locator('.receipt').waitFor()
  await context.close()
})

test('in the dark the page is dark, and reads as well', async () => {
  const context = await browser.newContext({ ...desktop('ar'), colorScheme: 'dark' })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  await page.goto(`${address}/tell`)
  await assertGoodScreen(page, 'tell-dark')
  await context.close()
})
