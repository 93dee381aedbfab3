import type { ScreenedAge } from './codes.ts'
import type { AgeRecord, SignAnswer, Screening } from './model.ts'

/** The latest answer to each indicator. Earlier ones stay in the screening. */
export function currentAnswers(answers: readonly SignAnswer[]): ReadonlyMap<string, SignAnswer> {
  return new Map(inOrder(answers).map((each) => [each.indicatorId, each]))
}

/** The latest record of each of the three ages. */
export function currentAges(ages: readonly AgeRecord[]): ReadonlyMap<ScreenedAge, AgeRecord> {
  return new Map(inOrder(ages).map((each) => [each.moment, each]))
}

/** All answers to one indicator, oldest first. */
export function answersTo(screening: Pick<Screening, 'answers'>, indicatorId: string): SignAnswer[] {
  return inOrder(screening.answers.filter((each) => each.indicatorId === indicatorId))
}

function inOrder<Kept extends { follows: number }>(kept: readonly Kept[]): Kept[] {
  return [...kept].sort((left, right) => left.follows - right.follows)
}
