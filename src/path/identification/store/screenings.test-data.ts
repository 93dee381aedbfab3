import { readPacks } from './packs.ts'
import type { AnswerValue, ScreenedAge } from '../codes.ts'
import type { AgeRecord, AgeValue, SignAnswer, Screening } from '../model.ts'
import type { IndicatorPack } from '../pack-model.ts'

/** The real packs, for tests. */
export const packs: readonly IndicatorPack[] = readPacks()

export const worker = '01900000-0000-7000-8000-00000000000a'
export const otherWorker = '01900000-0000-7000-8000-00000000000b'
const at = '2026-03-02T09:00:00.000Z'

export function answered(values: Record<string, AnswerValue>): SignAnswer[] {
  return Object.entries(values).map(([indicatorId, value]) => ({
    indicatorId,
    value,
    how: 'observed',
    by: worker,
    at,
    follows: 0,
  }))
}

export function aged(
  values: Partial<Record<ScreenedAge, AgeValue>>,
  disputed = false,
  how: AgeRecord['how'] = 'told-by-child',
): AgeRecord[] {
  return Object.entries(values).map(([moment, value]) => ({
    moment: moment as ScreenedAge,
    value,
    how,
    disputed,
    by: worker,
    at,
    follows: 0,
  }))
}

export function aScreening(parts: Partial<Screening> = {}): Screening {
  return {
    id: '01900000-0000-7000-8000-000000000001',
    version: 3,
    concernId: '01900000-0000-7000-8000-000000000002',
    childId: '01900000-0000-7000-8000-000000000003',
    startedBy: worker,
    startedAt: at,
    packs: packs.filter((pack) => pack.status === 'loaded').map(({ id, version }) => ({ id, version })),
    answers: [],
    ages: [],
    outcomes: [],
    justiceContacts: [],
    ...parts,
  }
}

/** An act and a purpose, enough for a child by law. */
export const actAndPurpose = answered({ 'legal-test/act/transported': 'yes', 'legal-test/purpose/begging': 'yes' })
