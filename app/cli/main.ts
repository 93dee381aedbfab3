/** `npx tenfold <command>`: commands for operators. */
import { existsSync } from 'node:fs'
import { describeConfig, readConfig, WrongConfiguration } from '../server/config.ts'

/** Takes the words after the command's name and returns the exit code. */
export type CliCommand = (words: string[]) => Promise<number>

interface Listed {
  /** As typed, with its arguments. */
  usage: string
  says: string
  run: CliCommand
}

// The code of a command is loaded only when it is called.
const commands: Record<string, Listed> = {
  config: {
    usage: 'config',
    says: 'every setting with its sentence and its value now',
    run: async () => {
      process.stdout.write(`${describeConfig(process.env)}`)
      readConfig(process.env)
      return 0
    },
  },
  'new-node-key': {
    usage: 'new-node-key',
    says: 'makes the key that seals names and stories, in TENFOLD_NODE_KEY_FILE; never overwrites one',
    run: async () => {
      const { createNodeKey } = await import('#kernel/vault/node-key')
      const { nodeKeyFile } = readConfig(process.env)
      if (existsSync(nodeKeyFile)) return fail(`There is a key in ${nodeKeyFile}; it stays.`)
      createNodeKey(nodeKeyFile)
      process.stdout.write(
        `Made ${nodeKeyFile}. Keep a copy apart from the database: whoever loses it loses every sealed word.\n`,
      )
      return 0
    },
  },
  'new-admin-link': {
    usage: 'new-admin-link',
    says: 'a link that works once, with which the first administrator sets a password',
    run: async () => (await import('./new-admin-link.ts')).newAdminLinkCommand(),
  },
  'verify-ledger': {
    usage: 'verify-ledger',
    says: 'proves that no line of the log of looks and changes was altered or removed',
    run: async (words) => (await import('./verify-ledger.ts')).verifyLedgerCommand(words),
  },
  'find-postgres': {
    usage: 'find-postgres',
    says: 'which PostgreSQL a start without DATABASE_URL would take; makes it ready to run from a folder nobody may write to',
    run: async () => {
      const { findPrograms } = await import('../server/postgres-binaries.ts')
      const { bin, major } = await findPrograms()
      process.stdout.write(`PostgreSQL ${major} in ${bin}\n`)
      return 0
    },
  },
  import: {
    usage: 'import xlsform <file>',
    says: 'makes a form of an XLSForm workbook and lists what it cannot carry over; import places <file.csv> loads a version of a place list',
    run: async ([kind, ...words]) => {
      const { besideANode } = await import('./beside-a-node.ts')
      if (kind === 'xlsform') {
        const { importXlsformCommand } = await import('./import-xlsform.ts')
        return besideANode((node) => importXlsformCommand(words, node))
      }
      if (kind === 'places') {
        const { importPlacesCommand } = await import('./import-places.ts')
        return importPlacesCommand(words, (work) => besideANode(work))
      }
      return fail('Say what to import: npx tenfold import xlsform <file>, or npx tenfold import places <file.csv>')
    },
  },
  load: {
    usage: 'load --children 1000000',
    says: 'fills a demonstration that is not running with a repeatable fictional country; --seed gives another one',
    run: async (words) => (await import('./load.ts')).loadCommand(words),
  },
  path: {
    usage: 'path --json',
    says: "walks one fictional child's way through a running demonstration and prints each step with its time",
    run: async (words) => (await import('./path.ts')).pathCommand(words),
  },
}

await main()

async function main(): Promise<void> {
  const [name = 'help', ...words] = process.argv.slice(2)
  const command = commands[name]
  if (command === undefined) {
    process.stdout.write(help())
    process.exitCode = ['help', '--help', '-h'].includes(name) ? 0 : fail(`There is no command "${name}".`)
    return
  }
  try {
    process.exitCode = await command.run(words)
  } catch (error) {
    process.exitCode = fail(error instanceof WrongConfiguration ? error.message : (error as Error).message)
  }
}

function help(): string {
  const lines = Object.values(commands).map(({ usage, says }) => `  npx tenfold ${usage.padEnd(24)} ${says}`)
  return `Tenfold's commands:\n${lines.join('\n')}\n`
}

function fail(message: string): number {
  process.stderr.write(`${message}\n`)
  return 1
}
