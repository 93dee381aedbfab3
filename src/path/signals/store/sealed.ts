import { sealedData, sealedText } from '#kernel/vault/sealed-column'
import type { Told } from '../view.ts'

export const words = sealedText('signals.words')
export const place = sealedText('signals.place')
export const reply = sealedText('signals.reply')
export const suspect = sealedText('signals.suspect')
export const safeContact = sealedText('signals.safe-contact')
export const message = sealedText('signals.message')
export const told = sealedData<Told>('signals.told')
export const closeNote = sealedText('signals.close-note')
/** The id of a row is `<concern>:<number>`. */
export const personName = sealedText('signals.person')
