import { spawn, type ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { signInAt } from '../app/cli/api-client.ts'
import { demonstrationAccounts } from '../app/demonstration/accounts.ts'
import { machine, openCountry } from './country.ts'
import { queryAt } from './name-queries.ts'

/**
 * Measures the whole node with a register of `--children`: the time of a warm start until it prints its address, and
 * the memory of the server and its PostgreSQL at rest and while six people search without a pause. It uses the
 * proportional set size, in which shared memory counts once. For a cold start use `time npm start` in a fresh clone.
 *
 *   node bench/run.mjs running --children=1000000
 */
export async function measure(options: Record<string, string>): Promise<unknown> {
  const country = await openCountry(options)
  const { children, seed } = country
  await country.close()
  const data = options['data'] ?? join(process.cwd(), `.data/bench-${children}`)
  const starts: number[] = []
  let node = await start(data)
  for (let round = 0; round < 3; round += 1) {
    await stop(node.child)
    node = await start(data)
    starts.push(Math.round(node.milliseconds))
  }
  await wait(5_000)
  const atRest = memoryOf(node.child.pid!)
  const { email, password } = demonstrationAccounts()[0]!
  const person = await signInAt(node.address, email, password)
  let underLoad = atRest
  let running = true
  const users = Array.from({ length: 6 }, async (_, user) => {
    for (let number = user; running; number += 6) {
      const { text, sex, ageAbout } = queryAt(seed, children, number)
      await person.post('/api/children/search', {
        searchId: crypto.randomUUID(),
        facts: { names: [{ text }], sex, ageAtRegistration: { age: { about: ageAbout } } },
      })
    }
  })
  for (let second = 0; second < 30; second += 1) {
    await wait(1_000)
    const now = memoryOf(node.child.pid!)
    if (now['together, MiB']! > underLoad['together, MiB']!) underLoad = now
  }
  running = false
  await Promise.all(users)
  await stop(node.child)
  return { bench: 'running', children, ...machine(), 'warm start, milliseconds': starts, memory: { atRest, underLoad } }
}

function start(data: string): Promise<{ child: ChildProcess; address: string; milliseconds: number }> {
  const began = performance.now()
  const child = spawn(process.execPath, ['dist/server/main.js'], {
    env: { ...process.env, TENFOLD_DATA: data, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  return new Promise((resolve, reject) => {
    child.stdout!.on('data', (chunk) => {
      said += String(chunk)
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0]
      if (address) resolve({ child, address, milliseconds: performance.now() - began })
    })
    child.once('exit', () => reject(new Error(`The node did not start: ${said}`)))
  })
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

/** Memory of the process and its descendants, from /proc. */
function memoryOf(pid: number): Record<string, number> {
  const parents = new Map<number, number>()
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      parents.set(
        Number(entry),
        Number(
          readFileSync(`/proc/${entry}/stat`, 'utf8')
            .replace(/^.*\) /s, '')
            .split(' ')[1],
        ),
      )
    } catch {
      // The process has ended.
    }
  }
  const family = [pid]
  for (const one of family)
    for (const [child, parent] of parents) if (parent === one && !family.includes(child)) family.push(child)
  const sizes = family.map((one) => ({ one, kib: proportionalKib(one) }))
  const server = sizes.find(({ one }) => one === pid)!.kib
  const all = sizes.reduce((sum, { kib }) => sum + kib, 0)
  return {
    'server, MiB': Math.round(server / 1024),
    'PostgreSQL, MiB': Math.round((all - server) / 1024),
    'together, MiB': Math.round(all / 1024),
  }
}

function proportionalKib(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}
