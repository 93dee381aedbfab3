import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'
import { writeFileSync } from 'node:fs'
import pg from 'pg'
import { nodeActor } from '#kernel/actor'
import { inTransaction } from '#kernel/db/transaction'
import { workOnce, workUntilQuiet } from '#kernel/work'
import { storeAuthority } from '#path/referral'
import { signInAt } from '../app/cli/api-client.ts'
import { demonstrationAccounts } from '../app/demonstration/accounts.ts'
import { authorities } from '../app/demonstration/authorities.ts'
import { diceFor, pick } from '../app/demonstration/country/dice.ts'
import { recordAt, registeredIn } from '../app/demonstration/country/children.ts'
import { buildServer } from '../app/server/http.ts'
import { duties } from '../app/server/reactions.ts'
import { machine, openCountry } from './country.ts'

/**
 * Measures the cost of one command at a time, with no other load: processor time of the node and of PostgreSQL,
 * statements and round trips. It includes the client side of HTTP, which runs in the same process. `--statements=yes`
 * prints the statements with their counts; `--profile=path` writes a processor profile of each act.
 *
 *   node bench/run.mjs command-cost --children=200000
 */
export async function measure(options: Record<string, string>): Promise<unknown> {
  const rounds = Number(options['rounds'] ?? 200)
  const country = await openCountry(options)
  const { node } = country
  const server = await buildServer({ node, config: { mode: 'demonstration', logLevel: 'fatal' } })
  try {
    for (const authority of authorities()) await storeAuthority(node.database, authority, node.clock.now())
    const address = await server.listen({ host: '127.0.0.1', port: 0 })
    const account = demonstrationAccounts().find(({ roles }) => roles.includes('worker'))!
    const person = await signInAt(address, account.email, account.password)
    const dice = diceFor('command-cost', randomUUID())
    const concerns: string[] = []
    const referrals: string[] = []
    const acts: Record<string, (index: number) => Promise<unknown>> = {
      'read the session': () => person.get('/api/session'),
      'search for a child': () => {
        const { name, child } = recordAt(country.seed, Math.floor(dice() * country.children))
        return person.post('/api/children/search', {
          searchId: randomUUID(),
          facts: {
            names: [{ text: name }],
            sex: child.sex,
            ageAtRegistration: { age: { about: registeredIn - child.birthYear } },
          },
        })
      },
      'raise a concern': async () => {
        const { name, child } = recordAt(country.seed, Math.floor(dice() * 1_000_000))
        const id = randomUUID()
        concerns.push(id)
        await person.post('/api/concerns', {
          id,
          words: 'The child works at the market until late and may not keep the money.',
          danger: 'not-now',
          place: { code: pick(dice, ['XM0101', 'XM0201', 'XM0301', 'XM0401']) },
          children: [
            { name, age: { about: registeredIn - child.birthYear }, sex: child.sex, language: child.language },
          ],
          howKnown: 'told-by-child',
          language: 'en',
        })
      },
      'draft a referral': async (index) => {
        referrals.push(
          (
            await person.post<{ id: string }>('/api/referrals', {
              concernId: concerns[index],
              caregiver: 'unknown',
              requests: ['assessment'],
              share: ['concern', 'identity'],
            })
          ).id,
        )
      },
      'record consent': (index) =>
        person.post(`/api/referrals/${referrals[index]}/consent`, {
          basis: 'override',
          ground: 'best-interests',
          reason: 'The child asks for help now.',
          childTold: 'told',
          groups: ['concern', 'identity'],
        }),
      'send a referral': (index) => person.post(`/api/referrals/${referrals[index]}/send`),
    }
    let profiler: Session | undefined
    const count = statementCounter()
    const postgres = () => postgresCpu(country.address.host)
    const one = async (what: string, times: number, act: (index: number) => Promise<unknown>) => {
      const [cpu, main, database, began] = [process.cpuUsage(), mainThread(), postgres(), performance.now()]
      count.start()
      if (profiler) await profiler.post('Profiler.start')
      for (let index = 0; index < times; index += 1) await act(index)
      const counted = count.stop(times, options['statements'] === 'yes')
      const { user, system } = process.cpuUsage(cpu)
      if (profiler)
        writeFileSync(
          `${options['profile']}-${what.replaceAll(' ', '-')}.cpuprofile`,
          JSON.stringify((await profiler.post('Profiler.stop')).profile),
        )
      const per = (milliseconds: number) => Number((milliseconds / times).toFixed(2))
      return {
        times,
        'ms of the node': per((user + system) / 1000),
        'of it main thread': per(mainThread() - main),
        'ms of PostgreSQL': per(postgres() - database),
        'ms waited': per(performance.now() - began),
        ...counted,
      }
    }
    const costs: Record<string, unknown> = {}
    const all = async (times: number): Promise<void> => {
      concerns.length = referrals.length = 0
      for (const [what, act] of Object.entries(acts)) costs[what] = await one(what, times, act)
      let events = 0
      const {
        rows: [waiting],
      } = await country.owner.query<{ count: number }>(
        'select count(*)::int as count from kernel.outbox where delivered_at is null',
      )
      costs['react to one event'] = await one('react', waiting!.count, async () => {
        events += (await workOnce(node, duties)) ? 1 : 0
      })
      costs['look for work in vain'] = await one('in vain', times, () => workOnce(node, duties))
      costs['begin and commit'] = await one('begin', times, () =>
        inTransaction(node.compartment('care'), nodeActor, () => Promise.resolve()),
      )
    }
    await workUntilQuiet(node, duties)
    await all(40)
    if (options['profile']) profiler = new Session()
    profiler?.connect()
    await profiler?.post('Profiler.enable')
    await all(rounds)
    return { bench: 'command-cost', children: country.children, ...machine(), costs }
  } finally {
    await server.close()
    await country.close()
  }
}

/** Counts statements by their text, and the messages that carry them. */
function statementCounter(): { start(): void; stop(times: number, listed: boolean): Record<string, unknown> } {
  const seen = new Map<string, number>()
  let trips = 0
  const query = pg.Client.prototype.query as (...all: unknown[]) => unknown
  pg.Client.prototype.query = function (this: pg.Client, ...all: unknown[]) {
    trips += 1
    return query.apply(this, all)
  } as typeof pg.Client.prototype.query
  const prototype = pg.Query.prototype as unknown as { text: string; submit(connection: unknown): unknown }
  const submit = prototype.submit
  prototype.submit = function (connection) {
    const plain = this.text.replaceAll(/'[^']*'/g, "'…'").replaceAll(/\s+/g, ' ')
    seen.set(plain, (seen.get(plain) ?? 0) + 1)
    return submit.call(this, connection)
  }
  return {
    start: () => {
      seen.clear()
      trips = 0
    },
    stop(times, listed) {
      const per = (count: number): number => Number((count / times).toFixed(2))
      const byText = [...seen]
        .sort(([, a], [, b]) => b - a)
        .map(([text, count]) => `${per(count)} ${text.slice(0, 150)}`)
      return {
        statements: per([...seen.values()].reduce((sum, count) => sum + count, 0)),
        'round trips': per(trips),
        ...(listed && { texts: byText }),
      }
    },
  }
}

/** Processor time of the main thread. The rest of the node's time is compilation and garbage collection. */
function mainThread(): number {
  return ticksOf(`/proc/self/task/${process.pid}/stat`)
    .slice(0, 2)
    .reduce((sum, ticks) => sum + ticks * 10, 0)
}

/** Processor time in milliseconds of all processes, even ended ones, of the cluster with its socket in `host`. */
function postgresCpu(host: string): number {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => ({
      pid: Number(pid),
      parent: Number(fieldsOf(`/proc/${pid}/stat`)[1]),
      ticks: ticksOf(`/proc/${pid}/stat`),
    }))
  const postmaster = processes.find(({ pid }) =>
    read(`/proc/${pid}/cmdline`).includes(`unix_socket_directories=${host}`),
  )
  const mine = processes.filter(({ pid, parent }) => pid === postmaster?.pid || parent === postmaster?.pid)
  return mine.reduce((sum, { ticks }) => ticks.reduce((all, one) => all + one * 10, sum), 0)
}

/** User and system time of a process and of its ended children. */
function ticksOf(file: string): number[] {
  return fieldsOf(file).slice(11, 15).map(Number)
}

function fieldsOf(file: string): string[] {
  const text = read(file)
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
