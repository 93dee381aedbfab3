import type { Tx } from '#kernel/tx'
import { factsToKnow, type SharedFact } from '#path/referral'
import type { CareCase } from '../model.ts'
import * as sealed from './sealed.ts'
import { factsOf, handedOver } from './case-store.ts'

type Stored =
  | {
      key_id: string
      child_id: string | null
      referral_ids: string[]
      sealed_name: Buffer | null
      sealed_facts: Buffer | null
    }
  | undefined

interface Told {
  keyId: string
  /** Absent: what the case was told stays. */
  fields: { sealed_name: Buffer | null; sealed_facts: Buffer } | undefined
  /** What happened before the case, for its timeline. */
  times: { kind: string; at: string }[]
}

/**
 * Who the child is, sealed in the case: from its first referral. Until there is one, a case that opened for an arrest has
 * what the register and the concern say, as much as an urgent referral would tell the same authority.
 */
export async function toldOf(tx: Tx, careCase: CareCase, before: Stored): Promise<Told> {
  const { id, childId, concernId, referralIds } = careCase
  const referred = before !== undefined && before.referral_ids.length > 0
  const given = referred && before.sealed_facts ? undefined : await handedOver(tx, referralIds)
  const keyId = before?.key_id ?? given?.keyId ?? childId ?? concernId ?? id
  const known = before ? await readTold(tx, id, before) : { name: undefined, facts: [] }
  const news =
    careCase.origin === 'justice-contact' && !given && !referred && (!before || before.child_id !== (childId ?? null))
      ? await factsToKnow(tx, { childId, concernId })
      : []
  const facts = given ? factsOf(given) : news
  if (facts.length === 0) return { keyId, fields: undefined, times: given?.times ?? [] }
  // What the referral leaves out, the authority knows already.
  const kept = known.facts.filter(({ item }) => !facts.some((fact) => fact.item === item))
  const name = nameIn(facts, childId) ?? known.name
  return {
    keyId,
    fields: {
      sealed_name: await sealed.name.sealIfAny(tx, keyId, id, name),
      sealed_facts: await sealed.facts.seal(tx, keyId, id, [...facts, ...kept]),
    },
    times: given?.times ?? [],
  }
}

/** With several children in one concern, and none registered, nobody guesses whose name it is. */
function nameIn(facts: readonly SharedFact[], childId: string | undefined): string | undefined {
  const names = facts.flatMap(({ item, text }) => (item === 'name' && text ? [text] : []))
  return childId || names.length === 1 ? names[0] : undefined
}

async function readTold(tx: Tx, id: string, before: NonNullable<Stored>) {
  return {
    name: await sealed.name.open(tx, before.key_id, id, before.sealed_name),
    facts: (await sealed.facts.open(tx, before.key_id, id, before.sealed_facts)) ?? [],
  }
}
