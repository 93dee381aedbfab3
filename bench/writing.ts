import { once } from 'node:events'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { Worker } from 'node:worker_threads'
import { startWorker } from '#kernel/work'
import { storeAuthority } from '#path/referral'
import { authorities } from '../app/demonstration/authorities.ts'
import { buildServer } from '../app/server/http.ts'
import { duties } from '../app/server/reactions.ts'
import { machine, openCountry, peerOf, progress, waitsOf } from './country.ts'
import type { People, Shift, Waited } from './writing-people.ts'

/**
 * Measures raising a concern and sending a referral with twenty workers over HTTP, while all reactions run. First each
 * worker pauses between two concerns (`--pause`, milliseconds); then nobody pauses, which gives the maximum load.
 * Before that they work untimed (`--before`, rounds) to warm up the node.
 *
 *   node bench/run.mjs writing --children=1000000
 */
export async function measure(options: Record<string, string>, folder: string): Promise<unknown> {
  const workers = Number(options['workers'] ?? 20)
  const pause = Number(options['pause'] ?? 1_000)
  const rounds = Number(options['rounds'] ?? 15)
  const country = await openCountry(options)
  const server = await buildServer({ node: country.node, config: { mode: 'demonstration', logLevel: 'fatal' } })
  const worker = startWorker(country.node, duties, (problem) => progress(problem))
  try {
    for (const authority of authorities())
      await storeAuthority(country.node.database, authority, country.node.clock.now())
    const address = await server.listen({ host: '127.0.0.1', port: 0 })
    const people = new Worker(join(folder, 'people.js'), {
      workerData: { address, workers, seed: country.seed } satisfies People,
    })
    await workTogether(people, { rounds: Number(options['before'] ?? 10), pause: 0 })
    const paused = await workTogether(people, { rounds, pause })
    progress('without a pause')
    const hurried = await workTogether(people, { rounds, pause: 0 })
    await people.terminate()
    // Finish the remaining work before measuring the peer.
    await worker.stop()
    return {
      bench: 'writing',
      children: country.children,
      workers,
      ...machine(),
      [`each pauses ${pause} ms`]: paused,
      'nobody pauses': hurried,
      peer: await peerOf(country.owner),
    }
  } finally {
    await worker.stop()
    await server.close()
    await country.close()
  }
}

async function workTogether(people: Worker, shift: Shift): Promise<unknown> {
  const began = performance.now()
  people.postMessage(shift, [])
  const [waited] = (await once(people, 'message')) as [Waited]
  const commands = 2 * Object.values(waited).flat().length
  return {
    milliseconds: Object.fromEntries(Object.entries(waited).map(([what, times]) => [what, waitsOf(times)])),
    'commands a second': Math.round((1000 * commands) / (performance.now() - began)),
  }
}
