import { evaluate } from './evaluate.ts'
import type { Answers, EvaluationContext, Form, FormState, Group, Item, ItemState, Question, Text } from './model.ts'

/** A question, or the screen of a repeat where entries are added. */
export type Step =
  | {
      kind: 'question'
      path: string
      question: Question
      state: ItemState
      trail: Text[]
      entry?: Entry /** Path of the group whose questions are asked on one screen (`field-list`). */
      together?: string
    }
  | {
      kind: 'repeat'
      path: string
      group: Group
      state: ItemState
      trail: Text[]
      count: number
      canAdd: boolean
      canRemove: boolean
    }

/** Which entry (from 1) of which repeat a question belongs to. */
export interface Entry {
  repeat: string
  number: number
  of: number
}

/** One question per screen: what is asked now, in order. Calculations and hidden groups are not asked. */
export function stepsOf(form: Form, answers: Answers, context: EvaluationContext): Step[] {
  return stepsOfState(form, evaluate(form, answers, context))
}

/** As `stepsOf`, for a state that is already evaluated. */
export function stepsOfState(form: Form, state: FormState): Step[] {
  const steps: Step[] = []
  addSteps(steps, state, form.items, '', { trail: [], entry: undefined, together: undefined })
  return steps
}

interface Around {
  trail: Text[]
  entry: Entry | undefined
  together: string | undefined
}

function addSteps(steps: Step[], state: FormState, items: readonly Item[], parent: string, around: Around): void {
  const { trail, entry } = around
  for (const item of items) {
    const path = parent === '' ? item.name : `${parent}/${item.name}`
    const itemState = state.byPath[path]
    if (!itemState?.relevant || isHidden(item)) continue
    if (item.kind === 'question') {
      if (isAsked(item))
        steps.push({
          kind: 'question',
          path,
          question: item,
          state: itemState,
          trail,
          ...(entry ? { entry } : {}),
          ...(around.together === undefined ? {} : { together: around.together }),
        })
      continue
    }
    const inner = itemState.label ? [...trail, itemState.label] : trail
    const together = around.together ?? (hasAppearance(item, 'field-list') ? path : undefined)
    if (!item.repeat) {
      addSteps(steps, state, item.items, path, { trail: inner, entry, together })
      continue
    }
    const count = itemState.count ?? 0
    for (let index = 0; index < count; index += 1) {
      // Every entry has its own screen, even inside a group that is asked together.
      addSteps(steps, state, item.items, `${path}/${index}`, {
        trail: inner,
        entry: { repeat: path, number: index + 1, of: count },
        together: together && `${path}/${index}`,
      })
    }
    if (itemState.counted) continue
    const { min = 0, max = Number.POSITIVE_INFINITY } = item.repeat
    steps.push({
      kind: 'repeat',
      path,
      group: item,
      state: itemState,
      trail,
      count,
      canAdd: count < max,
      canRemove: count > min,
    })
  }
}

function isAsked(question: Question): boolean {
  return question.type !== 'calculate' && !(question.type === 'note' && Object.keys(question.label).length === 0)
}

function isHidden(item: Item): boolean {
  return hasAppearance(item, 'hidden')
}

function hasAppearance(item: Item, word: string): boolean {
  return item.appearance?.split(/\s+/).includes(word) === true
}
