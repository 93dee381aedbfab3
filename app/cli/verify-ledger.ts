import { dirname } from 'node:path'
import { nodeActor } from '#kernel/actor'
import type { Compartment } from '#kernel/db/database'
import { inTransaction } from '#kernel/db/transaction'
import { type Ledger, newestCheckpoint, verifyLedger } from '#kernel/ledger/check'
import { compareRows } from '#kernel/ledger/compare-rows'
import { sayPlace } from '#kernel/ledger/problem'
import type { Node } from '#kernel/node'
import { checkpointFile, type KeptFiles, markFile, putAside, readKept } from '../server/checkpoint-files.ts'
import { isLoadedCountry } from '../demonstration/country/load-state.ts'
import type { Config } from '../server/config.ts'
import { besideANode } from './beside-a-node.ts'
import { sayStrangeRows } from './strange-rows.ts'

/** Exit codes. */
const sound = 0
const altered = 1
const notKnown = 2

interface Asked {
  /** A file with copies of checkpoints, instead of those in the data folder. */
  file: string | undefined
  rows: boolean
  restored: boolean
}

/**
 * `npx tenfold verify-ledger [file with checkpoints] [--rows] [--restored]`: exit code 0 if the ledger has not been
 * altered, 1 if it or a row has, 2 if that cannot be known: there was nothing from outside the database to compare it
 * with, or something could not be read.
 */
export async function verifyLedgerCommand(words: string[]): Promise<number> {
  const print: Print = (line, code) => void (code === sound ? process.stdout : process.stderr).write(`${line}\n`)
  try {
    return await besideANode((node, config) => verifyLedgers(words, node, config, print))
  } catch (error) {
    print(`The ledger could not be verified: ${(error as Error).message}`, notKnown)
    return notKnown
  }
}

/** The line, and the exit code that it leads to. */
type Print = (line: string, code: number) => void

/** The ledgers of all compartments of a node. */
export async function verifyLedgers(
  words: readonly string[],
  node: Node,
  config: Pick<Config, 'dataDir' | 'mode'>,
  print: Print,
): Promise<number> {
  const asked = readWords(words)
  if (!asked) {
    print('Say: npx tenfold verify-ledger [file with checkpoints] [--rows] [--restored]', notKnown)
    return notKnown
  }
  const results: number[] = []
  for (const name of node.compartments) results.push(await verify(node, name, asked, config, print))
  return results.includes(altered) ? altered : Math.max(...results)
}

function readWords(words: readonly string[]): Asked | undefined {
  const options = words.filter((word) => word.startsWith('--'))
  const files = words.filter((word) => !word.startsWith('--'))
  if (files.length > 1 || !options.every((option) => ['--rows', '--restored'].includes(option))) return undefined
  return { file: files[0], rows: options.includes('--rows'), restored: options.includes('--restored') }
}

async function verify(
  node: Node,
  name: Compartment,
  asked: Asked,
  { dataDir, mode }: Pick<Config, 'dataDir' | 'mode'>,
  print: Print,
): Promise<number> {
  const files = filesOf(name, asked.file, dataDir)
  const kept = await readKept(files.copies, files.mark)
  if (kept.unreadable.length > 0)
    print(`Cut off while it was written, and left aside: line ${kept.unreadable.join(', ')} of ${files.copies}.`, sound)
  const compartment = node.compartment(name)
  // Read everything in one snapshot, because people go on working.
  return compartment.database
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (database) => {
      const ledger: Ledger = { ...compartment, database }
      const result = asked.restored
        ? await takeRestored(node, ledger, { kept, files, print })
        : await verifyLines(node, ledger, { kept, files, print })
      if (result === altered || !asked.rows) return result
      return (await verifyRows(ledger, mode, print)) === altered ? altered : result
    })
}

interface Files {
  copies: string
  mark: string | undefined
}

/** If a file is given, it is that of care; those of other compartments are beside it. The mark is not copied. */
function filesOf(name: Compartment, given: string | undefined, dataDir: string): Files {
  if (given === undefined) return { copies: checkpointFile(dataDir, name), mark: markFile(dataDir, name) }
  return { copies: name === 'care' ? given : checkpointFile(dirname(given), name), mark: undefined }
}

interface Beside {
  kept: KeptFiles
  files: Files
  print: Print
}

async function verifyLines(node: Node, ledger: Ledger, { kept, files, print }: Beside): Promise<number> {
  const which = nameOf(ledger)
  const verdict = await verifyLedger(ledger, node.nodeKey, kept)
  if (!verdict.ok) {
    print(
      `The ${which} has been altered: ${sayPlace(verdict.broken)}.\nStop the node, keep a copy of its data and tell the data-protection officer. If a backup was restored: npx tenfold verify-ledger --restored`,
      altered,
    )
    return altered
  }
  if (kept.copies.length === 0) {
    print(
      `The ${verdict.lines} lines of the ${which} match, but no signed checkpoint was found in ${files.copies}. Without one, lines that were removed at the end would not be noticed.`,
      notKnown,
    )
    return notKnown
  }
  print(
    `The ${which} is sound: ${verdict.lines} lines in ${verdict.chains} chains, checked against ${kept.copies.length} checkpoints in ${files.copies}${kept.mark ? ' and the mark beside it' : ''}.`,
    sound,
  )
  return sound
}

/**
 * A backup was restored, so the database is older than what was kept outside: that is put aside, and a line of the ledger
 * says so. What the database itself has must be sound.
 */
async function takeRestored(node: Node, ledger: Ledger, { kept, files, print }: Beside): Promise<number> {
  const verdict = await verifyLedger(ledger, node.nodeKey)
  if (!verdict.ok) {
    print(`The ${nameOf(ledger)} has been altered: ${sayPlace(verdict.broken)}. Nothing was put aside.`, altered)
    return altered
  }
  const last = await newestCheckpoint(ledger)
  const newest = kept.copies.reduce((latest, { number }) => Math.max(latest, number), 0)
  const moved = await putAside([files.copies, ...(files.mark === undefined ? [] : [files.mark])], node.clock.now())
  await inTransaction(node.compartment(ledger.name), nodeActor, async (access) =>
    access.ledger({
      at: node.clock.now().toISOString(),
      actor: `${nodeActor.kind}:${nodeActor.id}`,
      act: 'take-restored-ledger',
      kind: 'command',
      purpose: 'administer',
      policies: [],
    }),
  )
  print(
    `The ${nameOf(ledger)} was taken as restored: ${verdict.lines} lines, checkpoint ${last?.number ?? 0} of ${newest} known outside. Kept for the data-protection officer: ${moved.join(', ') || 'nothing'}. Start the node again.`,
    sound,
  )
  return sound
}

async function verifyRows(ledger: Ledger, mode: Config['mode'], print: Print): Promise<number> {
  const compared = await compareRows(ledger)
  // The invented country is written past the kernel, a million children at a time, and only a demonstration has it.
  const invented = mode === 'demonstration' && ledger.name === 'care' && (await isLoadedCountry(ledger.database))
  const strange = compared.strange.filter(({ kind }) => !invented || kind !== 'not-in-ledger')
  const left = compared.strange.length - strange.length
  if (left > 0) print(`${left} rows of the invented country are not in the ledger, because "load" wrote them.`, sound)
  if (compared.found > 0)
    print(
      `${compared.found} rows were there before the ledger followed rows. It has them as they were found then.`,
      sound,
    )
  if (strange.length > 0) {
    print(sayStrangeRows(strange, nameOf(ledger)), altered)
    return altered
  }
  print(`All ${compared.rows} rows that the ${nameOf(ledger)} follows are as it says.`, sound)
  return sound
}

function nameOf({ name }: Ledger): string {
  return name === 'care' ? 'ledger' : `ledger of ${name}`
}
