import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';

const seen: string[] = [];
before(() => { seen.push('before'); });
after(() => { assert.deepEqual(seen, ['before', 'x']); });

test('the test database answers on its socket', async () => {
  const at = JSON.parse(process.env['TENFOLD_TEST_PG'] as string) as { socketDir: string; port: number; superuser: string };
  const client = new pg.Client({ host: at.socketDir, port: at.port, user: at.superuser, database: 'postgres' });
  await client.connect();
  const { rows } = await client.query<{ v: string }>("select current_setting('listen_addresses') v");
  await client.end();
  assert.equal(rows[0]?.v, '');
  seen.push('x');
});
describe('d', () => { test('inner', () => {}); });
