/** `npm start`. */
import { nameOfError } from '#kernel/refusal'
import { spaceIsGone } from '#lib/local-postgres'
import { readConfig, WrongConfiguration, type Config } from './config.ts'
import { CannotStart, claimForStart } from './obstacles.ts'
import type { RunningNode } from './start.ts'
import { programVersion } from '#kernel/version'

const PATIENCE_MS = 15_000

await main()

async function main(): Promise<void> {
  const began = performance.now()
  // The reader of our output may close the pipe. The node must go on.
  process.stdout.on('error', () => undefined)
  // By default Node prints the whole error, which can quote what a person typed about a child.
  for (const kind of ['uncaughtException', 'unhandledRejection'] as const) process.on(kind, leaveAfter)
  let ready = false
  const stopped = askedToStop(() => ready)
  try {
    const config = readConfig(process.env)
    const claimed = await claimForStart(config.dataDir, say)
    // Loaded after the claim: a second start on the same folder is refused before it has loaded anything.
    const { startNode } = await import('./start.ts')
    const running = await startNode(config, say, claimed)
    announce(config, running, performance.now() - began)
    ready = true
    say(`Stopping (${await stopped}) …`)
    stopSoon()
    await running.stop()
    say('Stopped')
    process.exit(0)
  } catch (error) {
    complain(error)
    process.exit(1)
  }
}

function announce(config: Config, { address, listening, accounts }: RunningNode, took: number): void {
  const behind = address === listening ? '' : `, listening on ${listening} (HOST ${config.host})`
  const ready = `Tenfold is ready at ${address}${behind}  (${Math.round(took)} ms, ${config.mode}, version ${programVersion()})`
  if (config.mode === 'production') {
    say(ready)
    say('The first administrator signs in with a link that works once: npx tenfold new-admin-link')
    return
  }
  say('')
  for (const { email, roles, name, agency } of accounts)
    say(`  ${email.padEnd(32)} ${roles.join(', ').padEnd(20)} ${name}, ${agency.en}`)
  say(`  The password of all of them is ${accounts[0]?.password}`)
  say('')
  say('A fictional country for trying things out. Enter nothing about a real child.')
  say(ready)
  say('Ctrl-C stops it.')
}

/** The first signal. A start that takes minutes says at once that it was heard; the second signal leaves at once. */
function askedToStop(isReady: () => boolean): Promise<string> {
  return new Promise((done) => {
    let asked = false
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        if (asked) leave('Asked again')
        asked = true
        if (!isReady()) say(`Stopping (${signal}) when the start is done. Ask again to leave at once`)
        done(signal)
      })
  })
}

/** A request that never ends must not keep the node from stopping. */
function stopSoon(): void {
  setTimeout(() => leave('Something did not end in time'), PATIENCE_MS).unref()
}

function leave(why: string): never {
  say(`${why}; leaving at once, the next start recovers`)
  process.exit(1)
}

function leaveAfter(error: unknown): void {
  const places =
    error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at ')) : []
  process.stderr.write(
    `${['Tenfold ended by a mistake of its own', `(${nameOfError(error)});`, 'the next start recovers'].join(' ')}\n${places.join('\n')}\n`,
  )
  process.exit(1)
}

function complain(error: unknown): void {
  const expected = error instanceof WrongConfiguration || error instanceof CannotStart
  if (expected) process.stderr.write(`${error.message}\n`)
  else if (spaceIsGone(error))
    process.stderr.write(
      'Tenfold did not start: there is no room left on the disk that holds TENFOLD_DATA. Make room and start again; nothing that was saved is lost.\n',
    )
  else
    process.stderr.write(
      `Tenfold did not start: ${error instanceof Error ? (process.env['TENFOLD_LOG_LEVEL'] === 'debug' ? error.stack : error.message) : String(error)}\n`,
    )
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
