import { randomInt, randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { DemonstrationAccount } from '../demonstration/index.ts'
import { readConfig } from '../server/config.ts'
import { findAddress } from '../server/node-address.ts'
import { type Person, signInAt } from './api-client.ts'

/** One step of the path, with the time of the node's answer. */
export interface PathStep {
  step: string
  /** ISO time. */
  at: string
  /** Milliseconds since the request for the first step. */
  ms: number
  by: string
  agency: string
  record: { kind: string; id: string }
}

export interface WalkedPath {
  address: string
  child: { id: string; name: string }
  steps: PathStep[]
}

interface Outside {
  environment: Record<string, string | undefined>
  print(text: string): void
}

/**
 * `npx tenfold path [--json]`: takes one fictional child along the whole path through the API of a running
 * demonstration, signed in as the people who would do it.
 */
export async function pathCommand(
  words: string[],
  { environment, print }: Outside = { environment: process.env, print: (text) => void process.stdout.write(text) },
): Promise<number> {
  const path = await walkPath(await addressFor(environment))
  print(words.includes('--json') ? `${JSON.stringify(path, null, 2)}\n` : readable(path))
  return 0
}

/** The configured address, else the one the node of this data folder has written down. */
async function addressFor(environment: Outside['environment']): Promise<string> {
  const { publicUrl, host, port, dataDir } = readConfig(environment)
  if (publicUrl) return publicUrl
  const noted = environment['PORT'] ? undefined : await findAddress(dataDir)
  if (noted) return noted
  const reachable = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`
}

/** Takes a new child along the path. If it cannot, it throws a sentence for a person. */
export async function walkPath(address: string): Promise<WalkedPath> {
  const people = await findPeople(address)
  const { teacher, triage, authority, supervisor, caseworker } = people
  const child = { id: randomUUID(), name: inventName() }
  const facts = { name: child.name, age: { about: randomInt(10, 15) }, sex: ['female', 'male'][randomInt(2)]! }
  const steps: PathStep[] = []
  const began = performance.now()
  const note = ({ account }: SignedIn, step: string, kind: string, id: string): void => {
    steps.push({
      step,
      at: new Date().toISOString(),
      ms: Math.round(performance.now() - began),
      by: account.name,
      agency: account.agency,
      record: { kind, id },
    })
  }

  const concernId = randomUUID()
  await teacher.post('/api/concerns', {
    id: concernId,
    words: 'The child works at the market until late, may not keep the money and cannot go home.',
    danger: 'not-now',
    place: { code: people.place, text: 'Behind the market hall' },
    children: [{ name: facts.name, age: facts.age, sex: facts.sex, language: 'ar' }],
    howKnown: 'told-by-child',
    language: 'en',
  })
  note(teacher, 'concern', 'concern', concernId)

  await triage.post(`/api/concerns/${concernId}/take`)
  note(triage, 'triage', 'concern', concernId)

  const looked = {
    names: [{ text: facts.name, kind: 'full' }],
    sex: facts.sex,
    ageAtRegistration: { age: facts.age, howKnown: 'told-by-child' },
    languages: ['ar'],
  }
  const searchId = randomUUID()
  const { candidates } = await triage.post<{ candidates: { number: number }[] }>('/api/children/search', {
    searchId,
    facts: looked,
  })
  note(triage, 'match', 'search', searchId)

  const followed = { kind: 'search', searchId, rejected: candidates.map(({ number }) => number) }
  await triage.post('/api/children', {
    id: child.id,
    facts: looked,
    followed,
    device: 'path',
    time: new Date().toISOString(),
  })
  await triage.post(`/api/concerns/${concernId}/children`, { person: 1, childId: child.id })
  note(triage, 'registration', 'child', child.id)

  const screening = await triage.post<{ id: string }>('/api/screenings', { concernId, childId: child.id })
  const told = { value: 'yes', how: 'told-by-child', follows: 0 }
  const answered = await triage.post<{ version: number }>(`/api/screenings/${screening.id}/answers`, {
    answers: [
      { indicatorId: 'legal-test/act/transported', ...told },
      { indicatorId: 'legal-test/purpose/forced-work', ...told },
    ],
    ages: [{ moment: 'now', value: facts.age, how: 'told-by-child', disputed: false, follows: 0 }],
  })
  note(triage, 'screening', 'screening', screening.id)

  await triage.post(`/api/screenings/${screening.id}/outcome`, {
    outcome: 'presumed-victim',
    reason: 'Brought here by someone else, and made to work.',
    onVersion: answered.version,
  })
  note(triage, 'outcome', 'screening', screening.id)

  const shared = ['concern', 'identity', 'place', 'screening']
  const referral = await triage.post<{ id: string }>('/api/referrals', {
    concernId,
    childId: child.id,
    risk: 'high',
    concerns: ['forced-work'],
    caregiver: 'under-concern',
    requests: ['safety-check', 'assessment'],
    share: shared,
  })
  const referralPath = `/api/referrals/${referral.id}`
  await triage.post(`${referralPath}/consent`, {
    basis: 'override',
    ground: 'best-interests',
    reason: 'The caregiver is part of the worry; the child knows that we ask for help.',
    childTold: 'told',
    groups: shared,
  })
  await triage.post(`${referralPath}/send`)
  note(triage, 'referral', 'referral', referral.id)

  for (const [step, verb] of [
    ['receipt', 'receive'],
    ['acknowledgement', 'acknowledge'],
    ['acceptance', 'accept'],
  ] as const) {
    await authority.post(`${referralPath}/${verb}`)
    note(authority, step, 'referral', referral.id)
  }

  // Read the timeline as the desk that registered the child. The authority gets access with the case.
  const caseId = await untilCaseOpened(triage, child.id)
  note(authority, 'case', 'case', caseId)
  await supervisor.post(`/api/cases/${caseId}/assign`, { workerId: caseworker.account.id })
  note(supervisor, 'assignment', 'case', caseId)
  return { address, child, steps }
}

type SignedIn = Person & { account: { id: string; name: string; agency: string } }

interface People {
  teacher: SignedIn
  triage: SignedIn
  authority: SignedIn
  supervisor: SignedIn
  caseworker: SignedIn
  /** A place for which these people are responsible. */
  place: string
}

/** Signs in the people of the demonstration. Refuses any other node before it writes anything. */
async function findPeople(address: string): Promise<People> {
  const session = await fetch(`${address}/api/session`).catch(() => undefined)
  if (!session?.ok)
    throw new Error(
      `No node answers at ${address}. Start one with "npm start", or set PORT or TENFOLD_PUBLIC_URL to where it is.`,
    )
  const { demonstration } = (await session.json()) as { demonstration: boolean }
  if (!demonstration)
    throw new Error(
      `The node at ${address} is in production. This command invents a child, so it runs only on a demonstration.`,
    )
  const { accounts } = (await (await fetch(`${address}/api/demonstration/accounts`)).json()) as {
    accounts: DemonstrationAccount[]
  }
  const enter = async (agencyCode: string, role: DemonstrationAccount['roles'][number]): Promise<SignedIn> => {
    const account = accounts.find((one) => one.agencyCode === agencyCode && one.roles.includes(role))
    if (!account) throw new Error(`This demonstration has nobody who is ${role} at ${agencyCode}.`)
    const person = await signInAt(address, account.email, account.password)
    const { account: self } = await person.get<{ account: { id: string } }>('/api/session')
    return { ...person, account: { id: self.id, name: account.name, agency: account.agency.en } }
  }
  return {
    teacher: await enter('MER-SCH', 'worker'),
    triage: await enter('MER-LINE', 'triage'),
    authority: await enter('MER-CPL', 'authority'),
    supervisor: await enter('MER-CPL', 'supervisor'),
    caseworker: await enter('MER-CPL', 'caseworker'),
    place: 'XM0201',
  }
}

const patienceMs = 15_000
const pauseMs = 40

/** The acceptance opens a case automatically. Waits until the child's timeline shows it. */
async function untilCaseOpened(person: Person, childId: string): Promise<string> {
  const until = performance.now() + patienceMs
  while (performance.now() < until) {
    const { entries } = await person.get<{ entries: { kind: string; subject: { id: string } }[] }>(
      `/api/children/${childId}/timeline`,
    )
    const opened = entries.find(({ kind }) => kind === 'CaseOpened')
    if (opened) return opened.subject.id
    await wait(pauseMs)
  }
  throw new Error(`The referral was accepted, but no case opened within ${patienceMs / 1000} seconds.`)
}

const syllables = [
  'ar',
  'bel',
  'dun',
  'el',
  'fen',
  'ili',
  'ka',
  'lor',
  'mi',
  'nav',
  'ori',
  'ren',
  'sa',
  'tam',
  'ul',
  'ven',
  'yas',
  'zo',
]

function inventName(): string {
  const word = (parts: number): string => {
    const text = Array.from({ length: parts }, () => syllables[randomInt(syllables.length)]!).join('')
    return text[0]!.toUpperCase() + text.slice(1)
  }
  return `${word(2)} ${word(3)}`
}

const sentences: Record<string, string> = {
  concern: 'A concern is raised',
  triage: 'The triage desk takes it',
  match: 'The register is searched',
  registration: 'The child is registered',
  screening: 'A screening is started',
  outcome: 'A person decides the outcome',
  referral: 'The referral is sent to the authority',
  receipt: 'Its desk opens the referral',
  acknowledgement: 'It acknowledges the referral',
  acceptance: 'It accepts the referral',
  case: 'A case is opened',
  assignment: 'A case worker is assigned',
}

function readable({ address, child, steps }: WalkedPath): string {
  const lines = steps.map(
    ({ step, at, ms, by, agency }) =>
      `  ${at.slice(11, 23)}  +${String(ms).padStart(5)} ms  ${(sentences[step] ?? step).padEnd(40)} ${by}, ${agency}`,
  )
  return `The path of ${child.name}, an invented child, at ${address}\n\n${lines.join('\n')}\n`
}
