/**
 * One small change of each kind that docs/how-to describes, as a person makes it by hand. Tests make them in a copy of
 * the project (how-to-pages.test.ts and tests/long/one-of-each.test.ts).
 */
export interface Example {
  /** The page is docs/how-to/add-a-<kind>.md. */
  readonly kind: string
  /** What the names in angle brackets of the page are here. */
  readonly names: Readonly<Record<string, string>>
  /** A program of the copy that makes the skeleton. */
  readonly program?: readonly string[]
  readonly edits: readonly Edit[]
  /** The texts in English; the other languages get them with a mark. */
  readonly words?: { readonly area: string; readonly texts: Readonly<Record<string, string>> }
}

/** A new file, or text after the first place where `after` stands in a file. */
export type Edit =
  | { readonly file: string; readonly text: string }
  | { readonly file: string; readonly after: string; readonly add: string }

const room = 'src/path/case-management'

const newRoom: Example = {
  kind: 'room',
  names: { room: 'src/duties/family-tracing', name: 'family-tracing' },
  program: ['scripts/new.mjs', 'room', 'family-tracing', '--action', '2', '--by-hand'],
  edits: [],
}

/** The page of a room is also that of a room in another compartment. */
const roomElsewhere: Example = {
  kind: 'room',
  names: { room: 'src/duties/odd-payments', name: 'odd-payments' },
  program: ['scripts/new.mjs', 'room', 'odd-payments', '--action', '4', '--compartment', 'finance', '--by-hand'],
  edits: [],
}

const command: Example = {
  kind: 'command',
  names: { room, area: 'case-management', verb: 'ask-supervisor', screen: 'case-record' },
  edits: [
    {
      file: `${room}/ask-supervisor.ts`,
      text: `import type { Context, Decision } from '#kernel/perform'
import type { Refusal } from '#kernel/refusal'
import { answerOf, changed, whenClosed, type CaseAnswer, type CaseChange } from './case-decision.ts'
import type { CareCase, Task } from './model.ts'

/** Asks the supervisor for help, in the words of the person who asks. Refused on a closed case. */
export function askSupervisor(
  { careCase }: { careCase: CareCase },
  { words }: { words: string },
  { now, newId, actor }: Context,
): Decision<CaseChange, CaseAnswer> | Refusal {
  const closed = whenClosed(careCase)
  if (closed) return closed
  const asked = { kind: 'other', side: 'supervisor', words } as const
  const task: Task = { ...asked, id: newId(), addedBy: actor.id, addedAt: now.toISOString() }
  const next = changed(careCase, { tasks: [...careCase.tasks, task] })
  return { changes: [{ change: 'keep-case', careCase: next }], events: [], answer: answerOf(next) }
}
`,
    },
    {
      file: `${room}/api.ts`,
      after: `import { z } from 'zod'\n`,
      add: `import { askSupervisor as decideAsking } from './ask-supervisor.ts'\n`,
    },
    {
      file: `${room}/api.ts`,
      after: `  decide: decideClosing,\n})\n`,
      add: `export const askSupervisor = step({
  path: 'ask-supervisor',
  name: 'ask-supervisor',
  summary: 'Ask the supervisor for help',
  action: 'case.work',
  input: z.object({ id, words: z.string().min(1).max(2000) }),
  answer,
  decide: decideAsking,
})
`,
    },
    { file: `${room}/api.ts`, after: 'export const routes = [', add: 'askSupervisor, ' },
    {
      file: `${room}/web/case-record.tsx`,
      after: 'import { BeforeYouMeet, ',
      add: 'Button, ',
    },
    {
      file: `${room}/web/case-record.tsx`,
      after: `useText } from '#ui'\n`,
      add: "import { usePerform } from '#ui/data'\n",
    },
    {
      file: `${room}/web/case-record.tsx`,
      after: 'import { sayMissingFromCase',
      add: ', askSupervisor',
    },
    {
      file: `${room}/web/case-record.tsx`,
      after: `      <Plan careCase={careCase} reload={reload} />\n`,
      add: `      {careCase.may.work && <AskSupervisor careCase={careCase} reload={reload} />}\n`,
    },
    {
      file: `${room}/web/case-record.tsx`,
      after: `import { ToldPart } from './told.tsx'\n`,
      add: `
function AskSupervisor({ careCase, reload }: { careCase: CaseView; reload: () => void }) {
  const t = useText()
  const ask = usePerform(askSupervisor, { id: careCase.id })
  async function send() {
    if (await ask.perform({ words: t('case-management.ask-supervisor.words') }, { ifMatch: careCase.version })) reload()
  }
  return (
    <Button busy={ask.busy} onPress={() => void send()}>
      {t('case-management.ask-supervisor')}
    </Button>
  )
}
`,
    },
  ],
  words: {
    area: 'case-management',
    texts: {
      'case-management.ask-supervisor': 'Ask the supervisor',
      'case-management.ask-supervisor.words': 'Please help with this case.',
    },
  },
}

const list: Example = {
  kind: 'list',
  names: { room, area: 'case-management' },
  edits: [
    {
      file: `${room}/module.ts`,
      after: '  lists: [\n',
      add: `    { id: 'unassigned', titleId: 'case-management.my-day.unassigned', rank: 45 },\n`,
    },
    {
      file: `${room}/store/lists.ts`,
      after: `  const people = [worker, guardian].filter((scope) => scope !== undefined)\n`,
      add: `  const waiting = open && worker === undefined ? [desk.supervision] : []
  await tx.worklist.put({ ...entry, list: 'unassigned', scopes: waiting })
`,
    },
  ],
  words: { area: 'case-management', texts: { 'case-management.my-day.unassigned': 'Cases without a case worker' } },
}

const screen: Example = {
  kind: 'screen',
  names: { room, area: 'case-management', screen: 'after-a-case' },
  edits: [
    {
      file: `${room}/web/after-a-case.tsx`,
      text: `import { Page, useText } from '#ui'

/** What a person does after a case has ended. */
export function Screen() {
  const t = useText()
  return <Page title={t('case-management.page.after')}>{t('case-management.page.after.says')}</Page>
}
`,
    },
    {
      file: `${room}/web/index.tsx`,
      after: 'export const screens: Screen[] = [\n',
      add: `  {
    path: '/after-a-case',
    titleId: 'case-management.page.after',
    roles: whoWorks,
    load: () => import('./after-a-case.tsx'),
  },
`,
    },
  ],
  words: {
    area: 'case-management',
    texts: { 'case-management.page.after': 'After a case', 'case-management.page.after.says': 'Tell the guardian.' },
  },
}

const event: Example = {
  kind: 'event',
  names: { room, area: 'case-management', verb: 'escalate-case' },
  edits: [
    {
      file: `${room}/events.ts`,
      after: `  z.object({ ...about, reason: z.enum(closeReason.values), openedAt: z.iso.datetime() }),\n  { owesNothing: 'the case ends, and its open dates with it' },\n)\n`,
      add: `export const caseEscalated = defineEvent('CaseEscalated', 'case', z.object(about), {\n  owesNothing: 'the missed date stays the date',\n})\n`,
    },
    { file: `${room}/events.ts`, after: 'export const caseEvents = {\n', add: '  caseEscalated,\n' },
    {
      file: `${room}/escalate-case.ts`,
      after: `import { answerOf, `,
      add: 'aboutCase, ',
    },
    {
      file: `${room}/escalate-case.ts`,
      after: `import type { CareCase } from './model.ts'\n`,
      add: `import type { EventOf } from '#kernel/event'\nimport { caseEscalated } from './events.ts'\n`,
    },
    {
      file: `${room}/escalate-case.ts`,
      after: 'Decision<CaseChange, CaseAnswer',
      add: ', EventOf<typeof caseEscalated>',
    },
    {
      file: `${room}/escalate-case.ts`,
      after: `changes: [{ change: 'keep-case', careCase: next }], events: [`,
      add: 'caseEscalated.of(next.id, aboutCase(next), context)',
    },
    {
      file: 'app/server/reactions.ts',
      after: 'const reactions: Reactions = {\n',
      add: '  CaseEscalated: [onTimeline(childOf)],\n',
    },
  ],
  words: { area: 'case-management', texts: { 'case-management.step.CaseEscalated': 'Case deadline missed' } },
}

const field: Example = {
  kind: 'field',
  names: { list: 'schooling' },
  edits: [
    {
      file: 'src/standards/codes/schooling.ts',
      text: `import { defineCodes, ownList } from './define-codes.ts'

export const schooling = defineCodes('schooling', ['none', 'some', 'unknown'], { source: ownList })
`,
    },
    {
      file: 'src/standards/codes/index.ts',
      after: `export { sex, type Sex } from './sex.ts'\n`,
      add: `export { schooling } from './schooling.ts'\n`,
    },
    {
      file: 'src/path/children/fields.ts',
      after: `import { type Codes, `,
      add: 'schooling, ',
    },
    {
      file: 'src/path/children/fields.ts',
      after: 'export const fields = [\n',
      add: `  { key: 'schooling', kind: 'code', codes: schooling, words: 'children.schooling' },\n`,
    },
  ],
  words: {
    area: 'children',
    texts: {
      'children.field.schooling': 'Schooling',
      'children.change-schooling': 'Change the schooling',
      'children.schooling.none': 'No school',
      'children.schooling.some': 'Some school',
      'children.schooling.unknown': 'Not known',
    },
  },
}

const role: Example = {
  kind: 'role',
  names: { room },
  edits: [
    { file: 'src/kernel/roles.ts', after: `  'guardian',\n`, add: `  'interpreter',\n` },
    { file: 'src/kernel/roles.ts', after: `  guardian: [],\n`, add: `  interpreter: [],\n` },
    { file: 'ui/screen.ts', after: `  | 'guardian'\n`, add: `  | 'interpreter'\n` },
    {
      file: `${room}/policies.cedar`,
      after: `(principal.roles.contains("caseworker") || `,
      add: `principal.roles.contains("interpreter") || `,
    },
    { file: `${room}/web/index.tsx`, after: `const whoWorks: Role[] = [`, add: `'interpreter', ` },
  ],
  words: { area: 'kernel', texts: { 'kernel.role.interpreter': 'Interpreter' } },
}

export const examples: readonly Example[] = [newRoom, roomElsewhere, command, list, screen, event, field, role]
