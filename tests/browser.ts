/**
 * The browser of the tests: Chromium from npm, so that no system package is needed.
 *
 *   const browser = await openBrowser()                       // closes when the test file ends
 *   const context = await browser.newContext(phone('ar'))      // one context per person: own cookies, own device
 *   const page = await context.newPage()
 *   await page.goto(address)
 *
 * The package's own flags switch off web security, which would make tests of CSP, cookies and origins worthless, so we
 * use none of them. If the package or its libraries are missing, we use /usr/bin/chromium.
 */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type * as playwright from 'playwright-core'
import type { Browser, BrowserContext, BrowserContextOptions, LaunchOptions } from 'playwright-core'

// An `import` would first search its five megabytes for exports, in every test process.
const { chromium } = createRequire(import.meta.url)('playwright-core') as typeof playwright

const projectRoot = fileURLToPath(new URL('../', import.meta.url))
const run = promisify(execFile)
/** Fine pictures are drawn only when someone wants to look. */
const shots = process.env['TENFOLD_TEST_SHOTS']

/** No requests of the browser's own, no first-run page, no throttling of background pages. */
const QUIET = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-sync',
  '--disable-breakpad',
  '--metrics-recording-only',
  '--no-first-run',
  '--no-pings',
  '--font-render-hinting=none',
]

/** Starts a browser that closes when the calling test file ends. */
export async function openBrowser(): Promise<Browser> {
  const browser = await launchBrowser()
  after(() => closeOrEnd(browser))
  return browser
}

/** A healthy browser closes in a second. */
const CLOSING_MS = 20_000

/** On a starved machine a browser may hang while it closes: its processes are ended then, as all tests are done. */
async function closeOrEnd(browser: Browser): Promise<void> {
  const closing = browser.close()
  const late = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), CLOSING_MS).unref())
  if ((await Promise.race([closing, late])) !== 'late') return
  await run('pkill', ['-KILL', '-P', String(process.pid), 'chrom']).catch(() => undefined)
  await closing
}

/** Starts a browser. The caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  return launch((options) => chromium.launch(options))
}

/** A browser with a profile on disk that stays after closing, like a person's. */
export async function openProfile(folder: string, context: BrowserContextOptions): Promise<BrowserContext> {
  return launch((options) => chromium.launchPersistentContext(folder, { ...options, ...context }))
}

async function launch<Opened>(open: (options: LaunchOptions) => Promise<Opened>): Promise<Opened> {
  const failures: string[] = []
  for (const find of [unpackedChromium, systemChromium]) {
    try {
      const executablePath = await find()
      const fonts = join(executablePath, '../fonts')
      const env = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: fonts }
      // Root needs --no-sandbox, and a container's user often cannot make a sandbox either.
      return await open({
        executablePath,
        args: QUIET,
        chromiumSandbox: false,
        env: { ...process.env, ...env } as Record<string, string>,
      })
    } catch (error) {
      failures.push((error as Error).message.split('\n').slice(0, 6).join(' '))
    }
  }
  throw new Error(`No browser starts here: ${failures.join('; ')}`)
}

/** A small phone, 360 px wide, with touch and reduced motion, so that a screenshot never shows half of an animation. */
export function phone(language: string): BrowserContextOptions {
  return {
    viewport: { width: 360, height: 740 },
    deviceScaleFactor: shots ? 2 : 1,
    isMobile: true,
    hasTouch: true,
    locale: language,
    reducedMotion: 'reduce',
  }
}

/** A desk, 1280 px wide. */
export function desktop(language: string): BrowserContextOptions {
  return { viewport: { width: 1280, height: 860 }, locale: language, reducedMotion: 'reduce' }
}

/** Unpacks the package's browser once into .cache, because it takes seconds. */
async function unpackedChromium(): Promise<string> {
  const manifest = await readFile(join(projectRoot, 'node_modules/@sparticuz/chromium/package.json'), 'utf8')
  const { version } = JSON.parse(manifest) as { version: string }
  const cache = join(projectRoot, '.cache', `chromium-${version}`)
  if (!existsSync(cache)) {
    await mkdir(join(cache, '..'), { recursive: true })
    const fresh = await mkdtemp(`${cache}-`)
    // It unpacks into the temporary folder of its process, so we run it in a process with another one.
    const unpack = "import chromium from '@sparticuz/chromium'; await chromium.executablePath()"
    await run(process.execPath, ['--input-type=module', '-e', unpack], {
      cwd: projectRoot,
      env: { ...process.env, TMPDIR: fresh },
    })
    await rename(fresh, cache).catch(() => rm(fresh, { recursive: true, force: true }))
  }
  return join(cache, 'chromium')
}

function systemChromium(): string {
  const path = '/usr/bin/chromium'
  if (!existsSync(path)) throw new Error(`${path} is not there`)
  return path
}
