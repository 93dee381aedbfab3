/** Work on a child as its timeline tells it: an event of a later room begins it, others end it. */
const work = {
  screening: { begins: 'ScreeningStarted', ends: ['OutcomeDecided'] },
  referral: { begins: 'ReferralSent', ends: ['ReferralDeclined', 'ReferralWithdrawn', 'ReferralCompleted'] },
  case: { begins: 'CaseOpened', ends: ['CaseClosed'] },
} as const

export type WorkKind = keyof typeof work
export const workKinds = Object.keys(work) as [WorkKind, ...WorkKind[]]

export interface Step {
  /** The record on whose timeline it is. */
  readonly childId: string
  readonly kind: string
  readonly subject: { readonly kind: string; readonly id: string }
}

export interface DoubleWork {
  readonly kind: WorkKind
  /** The open screenings, referrals or cases, oldest first. */
  readonly ids: readonly string[]
}

/**
 * Open work of one kind that began on more than one record of what is now one child: a person decides what goes on.
 * Several authorities may act for one record, so that alone is not double.
 */
export function findDoubleWork(steps: readonly Step[]): DoubleWork[] {
  return workKinds.flatMap((kind) => {
    const { begins, ends } = work[kind]
    const ended = new Set(steps.filter((step) => includes(ends, step.kind)).map(({ subject }) => subject.id))
    const open = steps.filter(({ kind: step, subject }) => step === begins && !ended.has(subject.id))
    const records = new Set(open.map(({ childId }) => childId))
    return records.size > 1 ? [{ kind, ids: [...new Set(open.map(({ subject }) => subject.id))] }] : []
  })
}

function includes(list: readonly string[], one: string): boolean {
  return list.includes(one)
}
