import { readdirSync, readFileSync } from 'node:fs'

/** Processor time in milliseconds: of this process, and of all processes of the PostgreSQL it started. */
export interface ProcessorTime {
  readonly node: number
  readonly postgres: number
}

// Linux counts in hundredths of a second (sysconf _SC_CLK_TCK), so measure several seconds.
const tick = 10

/** Processor time used so far. Only Linux can count PostgreSQL; elsewhere it is zero. */
export function processorTime(): ProcessorTime {
  const { user, system } = process.cpuUsage()
  return { node: (user + system) / 1_000, postgres: ticksOfPostgres() * tick }
}

/** Processor time of each of `times` acts since `before`. */
export function processorTimePer(before: ProcessorTime, times: number): Record<string, number> {
  const now = processorTime()
  const [node, postgres] = [(now.node - before.node) / times, (now.postgres - before.postgres) / times]
  return { node: rounded(node), PostgreSQL: rounded(postgres), together: rounded(node + postgres) }
}

function rounded(milliseconds: number): number {
  return Number(milliseconds.toFixed(1))
}

interface Running {
  readonly pid: number
  readonly parent: number
  readonly ticks: number
}

/** Backends stay open between searches, so the open ones contain all time used. */
function ticksOfPostgres(): number {
  const running = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)))
  const family = new Set([process.pid])
  for (const { pid, parent } of running.sort((a, b) => a.pid - b.pid)) if (family.has(parent)) family.add(pid)
  return running.reduce((sum, { pid, ticks }) => (family.has(pid) && pid !== process.pid ? sum + ticks : sum), 0)
}

/**
 * https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: after the name come state, parent …; fields 12 and 13
 * after it are user and system time.
 */
function statOf(pid: number): Running[] {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return [{ pid, parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }]
  } catch {
    return []
  }
}
