import { z } from 'zod'
import { routesOf } from '#kernel/perform'
import {
  keepAway as decideAway,
  keepFrom as decideKeeping,
  letSee as decideLetting,
  type KeptRecord,
} from './keep-from.ts'
import { keepFromInput, keptFromView, letSeeInput, recordKind } from './model.ts'
import { room } from './module.ts'
import { loadKeeping, loadKept, saveKept, viewKept } from './store/entry-store.ts'

const { command, look } = routesOf(room)
const answer = z.object({ id: z.uuid() })

const resource = ({ record: { kind, id, scopes } }: KeptRecord) => ({ kind, id, scopes, personal: true })

export const keepFrom = command({
  method: 'POST',
  path: '/api/kept-from/:kind/:id',
  name: 'keep-from',
  summary: 'Keep a record, and all that is about the same child, from people who may be part of what it tells',
  action: 'record.keep-from',
  purpose: 'protect',
  refuses: [422],
  input: keepFromInput,
  load: loadKeeping,
  resource,
  decide: decideKeeping,
  save: saveKept,
  answer,
})

/** The node runs it on ReferralDeclined. */
export const keepAway = command({
  method: 'POST',
  path: '/api/kept-from/:kind/:id/away',
  name: 'keep-away',
  summary: 'Keep a record from an authority that says somebody there may be part of it',
  action: 'record.keep-away',
  purpose: 'protect',
  input: keepFromInput,
  load: loadKeeping,
  resource,
  decide: decideAway,
  save: saveKept,
  answer,
})

export const letSee = command({
  method: 'POST',
  path: '/api/kept-from/:kind/:id/let-see',
  name: 'let-see-again',
  summary: 'Let people see a record again that was kept from them',
  action: 'record.let-see',
  purpose: 'protect',
  refuses: [409],
  input: letSeeInput,
  load: loadKept,
  resource,
  decide: decideLetting,
  save: saveKept,
  answer,
})

export const viewKeptFrom = look({
  method: 'GET',
  path: '/api/kept-from/:kind/:id',
  name: 'view-kept-from',
  summary: 'Read from whom a record is kept, who said so, and why',
  action: 'record.view-kept-from',
  purpose: 'protect',
  input: z.object({ kind: recordKind, id: z.uuid() }),
  load: loadKept,
  resource,
  show: async (kept, { id }, tx) => ({
    id,
    ...(await viewKept(tx, kept)),
    may: {
      keep: true,
      letSee: tx.actor.roles.some((role) => role === 'supervisor' || role === 'coordinator'),
    },
  }),
  answer: keptFromView,
})

export const routes = [viewKeptFrom, keepFrom, letSee]
