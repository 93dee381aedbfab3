import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testNode } from '../node.ts'
import { findIllegal } from './citus-rules.ts'

test('every table could be spread over several machines as it is', async () => {
  const node = await testNode()
  const { problems, tables } = await node.asOwner(findIllegal)
  assert.deepEqual(problems, [])
  assert.ok(tables > 10, `only ${tables} tables were read`)
})

const planted: Record<string, [sql: string, said: RegExp]> = {
  'a table without a key': ['create table planted.a (id uuid)', /planted\.a has no primary key/],
  'a unique key that begins elsewhere': [
    'create table planted.b (id uuid primary key, email text unique)',
    /unique index .* begins with email/,
  ],
  'a foreign key that begins elsewhere': [
    'create table planted.c (id uuid primary key); create table planted.d (id uuid primary key, c_id uuid references planted.c)',
    /planted\.d: the foreign key/,
  ],
  'a foreign key into another module': [
    'create table planted.e (id uuid primary key references planted_too.e)',
    /leaves its module for planted_too\.e/,
  ],
  'an exclusion constraint': [
    'create table planted.f (id int primary key, during tstzrange, exclude using gist (during with &&))',
    /an exclusion constraint/,
  ],
  'a constraint that may wait': [
    'create table planted.g (id uuid primary key, unique (id) deferrable)',
    /is deferrable/,
  ],
  'a row trigger': [
    `create table planted.h (id uuid primary key);
     create function planted.note() returns trigger language plpgsql as 'begin return new; end';
     create trigger noting before insert on planted.h for each row execute function planted.note()`,
    /noting is a trigger/,
  ],
  'an enum': [`create type planted.colour as enum ('red')`, /planted\.colour is an enum/],
  'a policy that asks another table': [
    'create table planted.i (id uuid primary key); create policy asking on planted.i using (id in (select id from planted_too.e))',
    /the policy asking has a sub-select/,
  ],
  'a policy that calls a function': [
    `create table planted.j (id uuid primary key, name text); create policy calling on planted.j using (lower(name) = 'x')`,
    /the policy calling calls lower/,
  ],
}

test('each construct that could not be spread is found when it is planted', async () => {
  const node = await testNode()
  await node.asOwner(async (client) => {
    await client.query(
      'create schema planted; create schema planted_too; create table planted_too.e (id uuid primary key)',
    )
    for (const [sql] of Object.values(planted)) await client.query(sql)
    const { problems } = await findIllegal(client)
    const missed = Object.entries(planted).filter(([, [, said]]) => !problems.some((problem) => said.test(problem)))
    assert.deepEqual(
      missed.map(([name]) => name),
      [],
      problems.join('\n'),
    )
  })
})
