import { dayIn } from '#lib/civil-time'
import type { Actor } from '#kernel/actor'
import { newId } from '#kernel/ids'
import type { DutyWorld } from './duty-world.ts'

/** What one random command may refer to. */
export interface Known {
  concerns: string[]
  children: string[]
  merges: { id: string; keptId: string }[]
  screenings: { id: string; version: number }[]
  referrals: string[]
  cases: string[]
  missing: string[]
  tasks: { id: string; caseId: string }[]
  links: { id: string; linkId: string }[]
  messages: { id: string; messageId: string }[]
  words: { id: string; consentId: string }[]
  receipts: string[]
}

/** Chooses one of these, by the random number of the step. Undefined of nothing. */
export type Pick = <Value>(values: readonly Value[]) => Value | undefined

type Input = (world: DutyWorld, known: Known, pick: Pick) => unknown

const words = 'He may not leave the yard.'
const missing = { lastSeen: { notKnown: true }, from: 'shelter', company: 'unknown', fear: 'unknown' }

function concern(pick: Pick, more: object = {}) {
  return {
    id: newId(),
    words,
    danger: pick(['immediate', 'not-now', 'unknown']),
    place: pick([undefined, { code: 'XM01' }, { code: 'XM02' }]),
    children: [{ name: 'Tamo Venn', age: { about: 13 } }],
    ...more,
  }
}

const about =
  (list: 'concerns' | 'referrals' | 'cases' | 'children' | 'missing', more: object = {}): Input =>
  (_world, known, pick) => {
    const id = pick(known[list])
    return id && { id, ...more }
  }

const ofScreening =
  (more: (version: number) => object): Input =>
  (_world, known, pick) => {
    const found = pick(known.screenings)
    return found && { id: found.id, ...more(found.version) }
  }

function peopleOf({ actors }: DutyWorld, role: Actor['roles'][number]): string[] {
  return [...actors.values()].filter(({ roles }) => roles.includes(role)).map(({ id }) => id)
}

/** An input for each command of the contract. A command without one fails the test. */
export const inputs: Readonly<Record<string, Input>> = {
  'raise-concern': (_world, _known, pick) => concern(pick),
  'raise-concern-publicly': (_world, known, pick) => {
    const receiptDigest = newId().replaceAll('-', '').padEnd(64, '0')
    known.receipts.push(receiptDigest)
    return concern(pick, { receiptDigest })
  },
  'receive-concern': (_world, _known, pick) => concern(pick, { sourceReference: newId() }),
  'add-to-concern-by-receipt': (_world, known, pick) => {
    const digest = pick(known.receipts)
    return digest && { digest, text: words }
  },
  'take-concern': about('concerns'),
  'write-about-concern': about('concerns', { text: words, side: 'note' }),
  'add-to-concern': about('concerns', { text: words }),
  'pass-on-concern': (world, known, pick) => {
    const id = pick(known.concerns)
    return id && { id, toAgencyId: pick([...world.agencies, newId()]), reason: 'Their region.' }
  },
  'close-concern': about('concerns', { reason: 'other', note: 'The home visits her already.' }),
  'keep-concern': (world, known, pick) => {
    const id = pick(known.concerns)
    const soon = new Date(world.node.clock.now().getTime() + 3 * 86_400_000).toISOString().slice(0, 10)
    return id && { id, reason: 'not-located', note: words, until: { iso: soon } }
  },
  'give-concern-to-case': (_world, known, pick) => {
    const [id, childId] = [pick(known.concerns), pick(known.children)]
    return id && childId && { id, childId, note: words }
  },
  'link-child': (_world, known, pick) => {
    const [id, childId] = [pick(known.concerns), pick(known.children)]
    return id && childId && { id, person: 1, childId }
  },
  'merge-concerns': (_world, known, pick) => {
    const [id, into] = [pick(known.concerns), pick(known.concerns.slice(1))]
    return id && into && { id, into }
  },
  'register-child': ({ node }) => ({
    id: newId(),
    facts: { names: [{ text: `Tamo ${newId().slice(-4)}` }] },
    followed: { kind: 'no-network' },
    time: node.clock.now().toISOString(),
  }),
  'change-child': ({ node }, known, pick) => {
    const id = pick(known.children)
    const time = node.clock.now().toISOString()
    return (
      id && { id, changes: [{ id: newId(), field: `note:${newId()}`, baseVersion: [], value: { text: words }, time }] }
    )
  },
  'merge-children': (_world, known, pick) => {
    const [keptId, mergedId] = [pick(known.children), pick(known.children.slice(1))]
    return keptId && mergedId && { id: newId(), keptId, mergedId, reason: 'One child.' }
  },
  'undo-merge': (_world, known, pick) => {
    const merge = pick(known.merges)
    return merge && { ...merge, reason: 'Two children.' }
  },
  'keep-children-apart': about('children'),
  'link-family': (_world, known, pick) => {
    const id = pick(known.children)
    return id && { id, linkId: newId(), relation: 'mother', relative: { name: 'Neriska' } }
  },
  'unlink-family': (_world, known, pick) => {
    const link = pick(known.links)
    return link && { ...link, reason: 'She is a neighbour.' }
  },
  'mark-family': (_world, known, pick) => {
    const link = pick(known.links)
    const said = { verified: 'claimed', concern: 'may-be-part', contact: 'no' }
    return link && { ...link, ...said, markId: newId(), seenId: null }
  },
  'see-reply': about('concerns'),
  'see-messages': (_world, known, pick) => {
    const message = pick(known.messages)
    return message && { id: message.id, messageIds: [message.messageId] }
  },
  'start-screening': (_world, known, pick) =>
    pick([{ concernId: pick(known.concerns) }, { childId: pick(known.children) }]),
  'answer-screening': ofScreening(() => ({
    ages: [{ moment: 'now', value: { about: 13 }, disputed: false, follows: 0 }],
  })),
  'decide-outcome': ofScreening((onVersion) => ({
    outcome: 'cannot-tell',
    otherNeed: 'not-known',
    reason: words,
    whyNot: words,
    onVersion,
  })),
  'pass-on-screening': (world, known, pick) => {
    const found = pick(known.screenings)
    return found && { id: found.id, toAgencyId: pick(world.agencies) }
  },
  'report-justice-contact': (world, known, pick) =>
    ofScreening(() => ({ kind: 'arrest', nexus: 'likely', happenedAt: world.node.clock.now().toISOString() }))(
      world,
      known,
      pick,
    ),
  'draft-referral': (world, known, pick) => {
    const concernId = pick(known.concerns)
    return (
      concernId && {
        concernId,
        childId: pick([undefined, pick(known.children)]),
        concerns: [],
        caregiver: 'unknown',
        requests: ['assessment'],
        share: ['concern'],
        alongsideIds: pick([undefined, [world.authorities[2]!.id]]),
      }
    )
  },
  'record-consent': (_world, known, pick) => {
    const id = pick(known.referrals)
    const word = pick([
      { basis: 'override', ground: 'statutory-duty', reason: 'The Act obliges us.', childTold: 'told' },
      { basis: 'override', ground: 'imminent-risk', reason: 'The boy bleeds.', childTold: 'not-yet' },
      { basis: 'refusal', givenBy: 'child', childTold: 'told' },
      {
        basis: 'consent',
        givenBy: 'child',
        given: { how: 'spoken', language: 'en', through: 'worker' },
        childTold: 'told',
      },
    ])
    return id && { id, ...word, groups: ['concern', 'identity', 'place', 'safety'] }
  },
  'choose-share': about('referrals', { share: ['place', 'safety'], purpose: 'protection' }),
  'withdraw-consent': (_world, known, pick) => {
    const id = pick(known.referrals)
    return id && { id, givenBy: 'child', from: pick(['this-authority', 'everybody']), groups: ['concern', 'identity'] }
  },
  'confirm-withdrawal': (_world, known, pick) => {
    const word = pick(known.words)
    return word && { ...word, did: pick(['deleted', 'no-longer-used']) }
  },
  'confirm-override': (_world, known, pick) => {
    const word = pick(known.words)
    return word && { ...word, opinion: pick(['confirmed', 'not-confirmed']), words }
  },
  'tell-child': about('referrals', { told: 'not-safe-now', words }),
  'send-referral': (world, known, pick) => {
    const id = pick(known.referrals)
    return id && { id, authorityId: pick([undefined, ...world.authorities.map((authority) => authority.id), newId()]) }
  },
  'receive-referral': about('referrals'),
  'acknowledge-referral': about('referrals'),
  'accept-referral': about('referrals'),
  'decline-referral': (world, known, pick) => {
    const id = pick(known.referrals)
    const nextAuthorityId = pick([undefined, ...world.authorities.map((authority) => authority.id)])
    return id && { id, reason: 'no-capacity', note: words, nextAuthorityId }
  },
  'withdraw-referral': about('referrals', { reason: 'sent-in-error', note: 'It was meant for another child.' }),
  'complete-referral': about('referrals', { outcome: 'child-safe' }),
  'write-message': about('referrals', { text: words }),
  'keep-authority': ({ authorities }, _known, pick) => ({ ...pick(authorities)!, active: pick([true, false, true]) }),
  'assign-worker': (world, known, pick) => {
    const id = pick(known.cases)
    const guardianId = pick([undefined, pick(peopleOf(world, 'guardian'))])
    return id && { id, workerId: pick(peopleOf(world, 'caseworker')), guardianId }
  },
  'add-task': (_world, known, pick) => {
    const id = pick(known.cases)
    return id && { id, kind: 'health', side: pick(['caseworker', 'guardian', 'authority', 'supervisor']) }
  },
  'complete-task': (_world, known, pick) => {
    const task = pick(known.tasks)
    return task && { id: task.caseId, taskId: task.id, result: 'done', seenAlone: 'no' }
  },
  'report-contact-of-case': about('cases', { kind: 'conviction', nexus: 'likely' }),
  'report-contact-of-child': (_world, known, pick) => {
    const [concernId, childId] = [pick(known.concerns), pick(known.children)]
    const subject = pick([concernId && { concernId }, childId && { childId }])
    return subject && { ...subject, kind: 'arrest', nexus: 'likely' }
  },
  'ask-to-close': ({ node }, known, pick) => {
    const id = pick(known.cases)
    const lastVisit = dayIn(node.timeZone, node.clock.now())
    const reason = pick(['safe-and-supported', 'not-found', 'opened-in-error'])
    return id && { id, reason, note: 'She is at home.', lastVisit }
  },
  'close-case': about('cases'),
  'send-closing-back': about('cases', { words: 'Visit her once more.' }),
  'say-child-missing': about('children', missing),
  'say-missing-from-case': about('cases', missing),
  'say-missing-from-referral': about('referrals', missing),
  'note-look': about('missing', { words: 'Nobody at the station.' }),
  'tell-of-missing': (_world, known, pick) => {
    const id = pick(known.missing)
    return id && { id, party: pick(['police', 'neighbour-country']), result: 'told', words: 'Report 12.' }
  },
  'note-print': about('missing'),
  'review-search': ({ node }, known, pick) => {
    const id = pick(known.missing)
    return id && { id, on: dayIn(node.timeZone, node.clock.now()), words: 'The police ask the bus drivers.' }
  },
  'mark-found': about('missing', {
    when: { notKnown: true },
    by: 'came-back',
    condition: 'well',
    where: 'shelter',
  }),
  'tell-of-found': (_world, known, pick) => {
    const id = pick(known.missing)
    return id && { id, party: pick(['police', 'neighbour-country']), result: 'told', words: 'Desk 4.' }
  },
  'note-fear': about('missing', { words: 'A man in a van.' }),
  'note-return-talk': about('missing', { result: 'held', words: 'She missed her sister.' }),
  'keep-from': ({ agencies, actors }, known, pick) => {
    const [concern, child, case_] = [pick(known.concerns), pick(known.children), pick(known.cases)]
    const record = pick([
      ...(concern ? [{ kind: 'concern', id: concern }] : []),
      ...(child ? [{ kind: 'child', id: child }] : []),
      ...(case_ ? [{ kind: 'case', id: case_ }] : []),
    ])
    const whom = pick([{ agencyId: pick(agencies)! }, { accountId: pick([...actors.keys()])! }])
    return record && { ...record, whom: [whom] }
  },
  'let-see-again': (_world, known, pick) => {
    const id = pick(known.concerns)
    return id && { kind: 'concern', id, numbers: [pick([1, 5, 9, 20])!], words: 'It was another man.' }
  },
  // They touch no record with a duty, and are tried with an input that is refused.
  'import-places': () => ({}),
  'import-form': () => ({}),
  'submit-form': () => ({ id: newId() }),
  'import-rows': () => ({ id: newId() }),
  'save-form-draft': () => ({ id: newId() }),
  'discard-form-draft': () => ({ id: newId() }),
  'publish-form': () => ({ id: newId() }),
}
