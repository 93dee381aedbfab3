/** `npx tenfold <command>`: commands for operators. */
import { existsSync } from 'node:fs'
import type { Node } from '#kernel/node'
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
    says: 'shows every setting, what it is for and its value now',
    run: async () => {
      process.stdout.write(`${describeConfig(process.env)}`)
      readConfig(process.env)
      return 0
    },
  },
  'new-node-key': {
    usage: 'new-node-key',
    says: 'makes the key that encrypts names and stories, in TENFOLD_NODE_KEY_FILE; never overwrites one',
    run: async () => {
      const { createNodeKey } = await import('#kernel/vault/node-key')
      const { nodeKeyFile } = readConfig(process.env)
      if (existsSync(nodeKeyFile)) return fail(`There is already a key in ${nodeKeyFile}. It was not changed.`)
      createNodeKey(nodeKeyFile)
      process.stdout.write(
        `Made ${nodeKeyFile}. Keep a copy away from the database. Without this key, nothing that was encrypted can be read again.\n`,
      )
      return 0
    },
  },
  'new-admin-link': {
    usage: 'new-admin-link',
    says: 'makes a link that works once, for the first administrator to set a password',
    run: async () => (await import('./new-admin-link.ts')).newAdminLinkCommand(),
  },
  'access-key': {
    usage: 'access-key make <agency>',
    says: 'makes an access key for another system of an agency and shows it once; access-key list <agency>; access-key revoke <id>',
    run: async (words) => (await import('./access-key.ts')).accessKeyCommand(words, await openBeside()),
  },
  account: {
    usage: 'account disable <email>',
    says: 'ends an account, its sessions and the access keys it made, at once; account enable <email> opens the account again',
    run: async (words) => (await import('./account.ts')).accountCommand(words, await openBeside()),
  },
  'verify-ledger': {
    usage: 'verify-ledger',
    says: 'checks that the log of every view and change has not been altered; --rows also that deadlines, access and accounts are as it says; --restored after a backup was restored; ends with 0 (sound), 1 (altered) or 2 (it cannot be known)',
    run: async (words) => (await import('./verify-ledger.ts')).verifyLedgerCommand(words),
  },
  'find-postgres': {
    usage: 'find-postgres',
    says: 'shows which PostgreSQL a start without DATABASE_URL would use; prepares it to run from a read-only folder',
    run: async () => {
      const { findPrograms } = await import('#lib/local-postgres')
      const { sayGivenOne } = await import('../server/postgres-server.ts')
      const { bin, major } = await findPrograms().catch((error: Error) => {
        throw sayGivenOne(error)
      })
      process.stdout.write(`PostgreSQL ${major} in ${bin}\n`)
      return 0
    },
  },
  import: {
    usage: 'import xlsform <file>',
    says: 'imports a form written in Excel (XLSForm) and lists what cannot be imported; import places <file.csv> loads a version of a place list',
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
    says: 'fills a demonstration that is not running with an invented country; --seed gives a different one',
    run: async (words) => (await import('./load.ts')).loadCommand(words),
  },
  path: {
    usage: 'path --json',
    says: 'follows one invented child through a running demonstration and prints each step with its time',
    run: async (words) => (await import('./path.ts')).pathCommand(words),
  },
}

await main()

async function openBeside() {
  const { besideANode } = await import('./beside-a-node.ts')
  return (work: (node: Node) => Promise<number>) => besideANode(work)
}

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
