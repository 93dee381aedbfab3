import { sealedText } from '#kernel/vault/sealed-column'

export const words = sealedText('signals.words')
export const place = sealedText('signals.place')
export const reply = sealedText('signals.reply')
export const message = sealedText('signals.message')
export const closeNote = sealedText('signals.close-note')
/** The id of a row is `<concern>:<number>`. */
export const personName = sealedText('signals.person')
