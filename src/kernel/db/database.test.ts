import assert from 'node:assert/strict'
import { test } from 'node:test'
import { connectionTo, openClient } from './database.ts'
import { testNode } from '../../../tests/node.ts'

test('a connection that the database ends while nobody asks tells whoever asks next, and the process goes on', async () => {
  const node = await testNode()
  const client = openClient(connectionTo(node.address))
  await client.connect()
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const over = new Promise<void>((ended) => client.once('end', ended))
  await node.asOwner((owner) => owner.query('select pg_terminate_backend($1)', [rows[0]!.pid]))
  await over
  await assert.rejects(client.query('select 1'), /not queryable/)
})
