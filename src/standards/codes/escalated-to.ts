import { defineCodes, ownList, partOf } from './define-codes.ts'

/** Who has been told that a deadline was missed. */
export const escalatedTo = defineCodes('escalated-to', ['nobody', 'supervisor', 'coordinator'], { source: ownList })

/** Who can be told. */
export const escalation = partOf(escalatedTo, ['supervisor', 'coordinator'])
