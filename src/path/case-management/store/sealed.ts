import { sealedData, sealedText } from '#kernel/vault/sealed-column'
import type { Closing } from '../model.ts'
import type { CaseView } from '../view.ts'

export const name = sealedText('case-management.name')
export const facts = sealedData<CaseView['facts']>('case-management.facts')
export const closeNote = sealedText('case-management.close-note')
export const closing = sealedData<Closing>('case-management.closing')
export const taskWords = sealedText('case-management.task-words')
export const taskNote = sealedText('case-management.task-note')
/** What was reported, for the task to read it. */
export const taskReport = sealedData<CaseView['facts']>('case-management.task-report')
/** What somebody knows about a contact with police or courts. */
export const contactNote = sealedText('case-management.contact-note')
