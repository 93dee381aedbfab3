/** Problems of a machine that prevent a start, each in one line that names the setting to change. */
import { once } from 'node:events'
import { createServer } from 'node:net'

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

/** Runs `work`, which writes below `folder`. Errors of the file system become messages with the name of the setting. */
export async function writingBelow<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  return work().catch((error: NodeJS.ErrnoException) => {
    if (!closed.has(error.code ?? '')) throw error
    const who = process.getuid ? ` (user ${process.getuid()})` : ''
    throw new CannotStart(
      `TENFOLD_DATA: ${folder} cannot be written here${who}: ${error.code}. Give that user the folder, or set TENFOLD_DATA to another.`,
      { cause: error },
    )
  })
}
