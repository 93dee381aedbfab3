/** Problems of a machine that prevent a start, each in one line that names the setting to change. */
import { once } from 'node:events'
import { createServer } from 'node:net'
import { claimFolder, FolderInUse, type LockEvents } from '#lib/local-postgres'

/** The start failed. The message is for a person. */
export class CannotStart extends Error {}

/** Throws CannotStart if the port is taken. It is called early, because the rest of a start takes long. */
export async function expectFreePort({ host, port }: { host: string; port: number }): Promise<void> {
  const probe = createServer()
  try {
    probe.listen(port, host)
    await once(probe, 'listening')
  } catch (error) {
    throw portTrouble(error as NodeJS.ErrnoException, host, port)
  } finally {
    probe.close()
  }
}

function portTrouble({ code, message }: NodeJS.ErrnoException, host: string, port: number): Error {
  if (code === 'EADDRINUSE')
    return new CannotStart(
      `PORT: something listens on ${host}:${port} already. Stop it, or set PORT to another number (0 takes a free one).`,
    )
  if (code === 'EACCES')
    return new CannotStart(
      `PORT: this user may not listen on ${port}. Take one above 1023 and put the proxy before it.`,
    )
  if (code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL')
    return new CannotStart(`HOST: ${host} is not an address of this machine.`)
  return new CannotStart(`HOST, PORT: cannot listen on ${host}:${port}: ${message}`)
}

const closed = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'ENOENT'])

/** Locks the data folder for this process. Throws CannotStart if another node has it or if it cannot be written. */
export async function claimDataFolder(folder: string, events?: LockEvents): ReturnType<typeof claimFolder> {
  return claimFolder(folder, events).catch((error: Error) => {
    throw folderTrouble(error, folder)
  })
}

/** A data folder that belongs to this process. `cutOff`: the process before it ended without stopping. */
export interface Claimed {
  lock: Awaited<ReturnType<typeof claimFolder>>
  cutOff: boolean
}

/** Claims the data folder for a start. Throws CannotStart. */
export async function claimForStart(folder: string, say: (line: string) => void): Promise<Claimed> {
  let cutOff = false
  const lock = await claimDataFolder(folder, {
    onStale() {
      cutOff = true
      say('The last run ended without stopping; checking what it left')
    },
    onLost: () => endLost(folder, say),
  })
  return { lock, cutOff }
}

/** Two nodes on one folder would overwrite each other's data. The one that lost the lock stops cleanly. */
function endLost(folder: string, say: (line: string) => void): void {
  say(`Another node has taken ${folder} while this one stood still. This one ends.`)
  process.kill(process.pid, 'SIGTERM')
}

function folderTrouble(error: NodeJS.ErrnoException, folder: string): Error {
  if (error instanceof FolderInUse) {
    const { by, pid } = error
    return new CannotStart(
      by === 'another-start'
        ? `Another start of Tenfold on ${folder} is under way and does not end.`
        : `Tenfold is already running on ${folder}${pid === undefined ? '' : ` (process ${pid})`}. Stop it first, or set TENFOLD_DATA to another folder.`,
      { cause: error },
    )
  }
  if (!closed.has(error.code ?? '')) return error
  const who = process.getuid ? ` (user ${process.getuid()})` : ''
  return new CannotStart(
    `TENFOLD_DATA: ${folder} cannot be written here${who}: ${error.code}. Give that user the folder, or set TENFOLD_DATA to another.`,
    { cause: error },
  )
}
