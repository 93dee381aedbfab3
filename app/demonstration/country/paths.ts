import { truthOf } from './children.ts'
import { diceFor, pick, pickWeighted } from './dice.ts'
import { idOf, recordId } from './load.ts'
import { addCase, addConcern, addReferral, type Made, type PathToMake, type Stage } from './path-rows.ts'
import { hour, type Rows } from './row-writing.ts'

/**
 * One of twenty records has a path: a concern, mostly a referral, often a case. Second records of a child have none.
 */
export function hasPath(seed: number, index: number): boolean {
  return index % 20 === 7 && truthOf(seed, index) === index
}

/** The path of one child as rows: events, times, desks, and the current state. */
export function makePath(path: PathToMake): Rows {
  const { seed, index, desks, now } = path
  const dice = diceFor(seed, 'path', index)
  const stage = pickWeighted(dice, stages)
  const raisedAt = new Date(now.getTime() - (stage.open ? dice() * 40 : 60 + dice() * 600) * 24 * hour)
  const made: Made = {
    ...path,
    stage,
    raisedAt,
    child: recordId(seed, index),
    ids: {
      concern: idOf(seed, index, 240),
      referral: idOf(seed, index, 241),
      case: idOf(seed, index, 242),
      task: idOf(seed, index, 243),
      consent: idOf(seed, index, 244),
      steps: [idOf(seed, index, 245), idOf(seed, index, 246)],
    },
    raiser: pick(dice, desks.workers),
    authority: pick(dice, desks.authorities),
    place: pick(dice, places),
    risk: pickWeighted(dice, [
      ['immediate', 5],
      ['high', 30],
      ['medium', 45],
      ['low', 10],
      ['unknown', 10],
    ]),
    hours: {
      taken: 1 + dice() * 20,
      sent: 24 + dice() * 40,
      acknowledged: 2 + dice() * 40,
      accepted: 10 + dice() * 100,
    },
  }
  const rows: Rows = {}
  addConcern(rows, made)
  if (stage.referral) addReferral(rows, made)
  if (stage.case) addCase(rows, made)
  return rows
}

const stages: readonly (readonly [Stage, number])[] = [
  [{ concern: 'waiting', open: true }, 8],
  [{ concern: 'taken', open: true }, 8],
  [{ concern: 'closed', open: false }, 14],
  [{ concern: 'closed', referral: 'sent', open: true }, 6],
  [{ concern: 'closed', referral: 'acknowledged', open: true }, 6],
  [{ concern: 'closed', referral: 'accepted', case: 'open', open: true }, 22],
  [{ concern: 'closed', referral: 'completed', case: 'closed', open: false }, 36],
]

const places = [
  'XM0101',
  'XM0102',
  'XM0103',
  'XM0201',
  'XM0202',
  'XM0203',
  'XM0301',
  'XM0302',
  'XM0303',
  'XM0401',
  'XM0402',
  'XM0403',
]
