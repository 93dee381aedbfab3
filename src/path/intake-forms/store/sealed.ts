import type { Answers } from '#lib/forms'
import { sealedData } from '#kernel/vault/sealed-column'
import type { Parked } from '#standards/htcds'

export const answers = sealedData<Answers>('intake-forms.answers')
export const parked = sealedData<Parked[]>('intake-forms.parked')
