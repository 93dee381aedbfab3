import { sealedData, sealedText } from '#kernel/vault/sealed-column'
import type { Found, Report, SheetFact } from '../model.ts'

export const report = sealedData<Omit<Report, 'lastSeen'>>('missing.report')
export const facts = sealedData<SheetFact[]>('missing.facts')
export const found = sealedData<Found>('missing.found')
export const noteWords = sealedText('missing.note-words')
