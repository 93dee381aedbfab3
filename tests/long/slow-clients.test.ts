import assert from 'node:assert/strict'
import { connect, type Socket } from 'node:net'
import { after, test } from 'node:test'
import { buildServer } from '../../app/server/http.ts'
import { testNode } from '../node.ts'

const node = await testNode()
const server = await buildServer({ node, config: { mode: 'demonstration', logLevel: 'fatal' } })
after(() => server.close())
await server.listen({ host: '127.0.0.1', port: 0 })
const { port } = server.server.address() as { port: number }

const heads = 'POST /api/sign-in HTTP/1.1\r\nHost: localhost\r\n'
const bodies = `${heads}Content-Type: application/json\r\nContent-Length: 1000000\r\n\r\n`

/** Somebody who sends one byte now and then, for ever. Resolves when the node ends the connection. */
async function slow(beginning: string): Promise<void> {
  const socket: Socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  socket.resume()
  socket.write(beginning)
  const drip = setInterval(() => socket.write('a'), 3_000)
  await new Promise<void>((ended) => socket.once('close', () => ended()))
  clearInterval(drip)
}

test('two hundred slow strangers are put out, and the page answers meanwhile', { timeout: 300_000 }, async () => {
  const began = performance.now()
  const strangers = Array.from({ length: 200 }, (_, number) => slow(number % 2 === 0 ? heads : bodies))
  assert.equal((await fetch(`http://127.0.0.1:${port}/tell`)).status, 200)
  await Promise.all(strangers)
  const left = await new Promise<number>((told) => server.server.getConnections((_, count) => told(count)))
  const seconds = Math.round((performance.now() - began) / 1000)
  process.stdout.write(
    `slow clients: ${strangers.length} put out in ${seconds} s, ${left} connections open afterwards\n`,
  )
  assert.ok(left <= 1, `${left} connections are still open`)
})
