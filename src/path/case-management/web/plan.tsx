import { useState } from 'react'
import {
  DutyClock,
  Button,
  Choice,
  Cluster,
  DateField,
  Dialog,
  LongText,
  Notice,
  Refusal,
  Said,
  Section,
  Select,
  Stack,
  Tag,
  useFormat,
  useText,
} from '#ui'
import type { DateValue } from '#ui'
import { usePerform } from '#ui/data'
import type { CodeOf } from '#standards/codes'
import { seenAlone as seenAloneCodes, taskKindToAdd, taskResult, taskSide } from '../codes.ts'
import type { CaseView } from '../view.ts'
import { addTask, completeTask } from './routes.ts'
import { Told } from './told.tsx'

type Task = CaseView['tasks'][number]

const guardianKinds: readonly Task['kind'][] = ['provisional-guardian', 'guardian']

/** Open tasks with person and deadline. Closed tasks are below. */
export function Plan({ careCase, reload }: { careCase: CaseView; reload: () => void }) {
  const t = useText()
  const [adding, setAdding] = useState(false)
  const [ending, setEnding] = useState<Task>()
  const open = careCase.tasks
    .filter(({ result }) => result === undefined)
    .sort((a, b) => (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9'))
  const ended = careCase.tasks.filter(({ result }) => result !== undefined)
  const add = careCase.may.work && <Button onPress={() => setAdding(true)}>{t('case-management.task.add')}</Button>
  return (
    <Section title={t('case-management.plan')} actions={add}>
      {open.length === 0 && <p className="soft">{t(`case-management.plan.${emptyPlan(careCase)}`)}</p>}
      <Stack gap={5}>
        {open.map((task) => (
          <Stack key={task.id} gap={2}>
            <Cluster>
              <span className="strong">{t(`case-management.task.${task.kind}`)}</span>
              <Tag>
                {t(
                  `case-management.side.${task.side === 'guardian' && !careCase.guardian ? 'no-guardian' : task.side}`,
                )}
              </Tag>
            </Cluster>
            <Advice task={task} bars={careCase.contactBars} />
            {task.words && <Said>{task.words}</Said>}
            {task.report && <Told facts={task.report} />}
            {task.clock && <DutyClock clock={task.clock} />}
            {mayEnd(careCase, task) && (
              <div>
                <Button
                  aria-label={t('case-management.task.end-what', { what: t(`case-management.task.${task.kind}`) })}
                  onPress={() => setEnding(task)}
                >
                  {t('case-management.task.end')}
                </Button>
              </div>
            )}
          </Stack>
        ))}
      </Stack>
      {ended.length > 0 && <Ended tasks={ended} />}
      {adding && <AddDialog careCase={careCase} onClose={() => setAdding(false)} reload={reload} />}
      {ending && <EndDialog careCase={careCase} task={ending} onClose={() => setEnding(undefined)} reload={reload} />}
    </Section>
  )
}

/** The answer to a request to close ends its task. After the case only the date of after-care is left. */
function mayEnd({ may }: CaseView, { kind }: Task): boolean {
  return kind === 'after-care' ? may.work || may.afterCare : may.work && kind !== 'agree-closing'
}

/** Only who may still add a task is told to add one. */
function emptyPlan({ state, worker, may }: CaseView): 'none-open' | 'empty' | 'before-worker' {
  if (state !== 'closed' && !worker) return 'before-worker'
  return may.work ? 'empty' : 'none-open'
}

/** What to do, and why the node added the task. */
function Advice({ task: { kind, side, addedBy, words }, bars }: { task: Task; bars: CaseView['contactBars'] }) {
  const t = useText()
  if (kind === 'family-contact' && bars.length > 0) return <NoContact bars={bars} />
  if (kind === 'read-report')
    return <span className="soft">{t(words ? 'case-management.report.advice' : 'case-management.report.joined')}</span>
  if (kind === 'clear-record') return <span className="soft">{t('case-management.clear-record.authority')}</span>
  if (kind === 'release') return <span className="soft">{t('case-management.release.authority')}</span>
  if (kind === 'non-punishment')
    return (
      <span className="soft">
        {t(`case-management.non-punishment.${side === 'guardian' ? 'guardian' : 'authority'}`)}
      </span>
    )
  if (addedBy !== 'node') return null
  if (kind === 'legal-help') return <span className="soft">{t('case-management.legal-help.needed')}</span>
  if (!guardianKinds.includes(kind)) return null
  return <span className="soft">{t(`case-management.guardian-needed.${kind}`)}</span>
}

/** A task from before the risk was looked at, or from before somebody came under concern. */
function NoContact({ bars }: { bars: CaseView['contactBars'] }) {
  const t = useText()
  return (
    <Notice kind="due-soon" title={t('children.no-contact')}>
      <ul>
        {bars.map((bar) => (
          <li key={bar}>{t(`children.contact-bar.${bar}`)}</li>
        ))}
      </ul>
    </Notice>
  )
}

function Ended({ tasks }: { tasks: readonly Task[] }) {
  const t = useText()
  const format = useFormat()
  return (
    <Stack gap={2}>
      <h3>{t('case-management.plan.ended')}</h3>
      <ul>
        {tasks.map((task) => (
          <li key={task.id}>
            {t(`case-management.task.${task.kind}`)} · {t(`case-management.result.${task.result ?? 'done'}`)}
            {task.endedAt && <> · {format.dateTime(task.endedAt)}</>}
            {task.endedByName && (
              <>
                {' '}
                · <bdi>{task.endedByName}</bdi>
              </>
            )}
            {task.seenAlone && <> · {t(`case-management.seen-alone.${task.seenAlone}`)}</>}
            {task.clock?.missedAt && <> · {t('case-management.task.was-late')}</>}
            {task.note && <Said>{task.note}</Said>}
          </li>
        ))}
      </ul>
    </Stack>
  )
}

interface DialogProps {
  careCase: CaseView
  onClose: () => void
  reload: () => void
}

function AddDialog({ careCase, onClose, reload }: DialogProps) {
  const t = useText()
  const [kind, setKind] = useState<CodeOf<typeof taskKindToAdd>>()
  const [side, setSide] = useState<CodeOf<typeof taskSide> | undefined>('caseworker')
  const [words, setWords] = useState('')
  const [day, setDay] = useState<DateValue>()
  const add = usePerform(addTask, { id: careCase.id })
  async function send() {
    if (
      !kind ||
      !side ||
      typeof day === 'string' ||
      (await add.perform(
        { kind, side, ...(words.trim() && { words }), ...(day && { until: day }) },
        { ifMatch: careCase.version },
      )) === undefined
    )
      return
    onClose()
    reload()
  }
  const actions = (
    <>
      <Button
        kind="primary"
        busy={add.busy}
        lacks={!kind || !side || typeof day === 'string' || (kind === 'other' && words.trim() === '')}
        onPress={() => void send()}
      >
        {t('case-management.task.add')}
      </Button>
      <Button onPress={onClose}>{t('case-management.cancel')}</Button>
    </>
  )
  return (
    <Dialog open onClose={onClose} title={t('case-management.task.add.title')} actions={actions}>
      <Stack gap={4}>
        <Refusal problem={add.refusal} />
        <Select
          label={t('case-management.task.kind')}
          required
          value={kind}
          onChange={setKind}
          options={taskKindToAdd.values.map((value) => ({ value, label: t(`case-management.task.${value}`) }))}
        />
        <Select
          label={t('case-management.task.side')}
          required
          value={side}
          onChange={setSide}
          options={taskSide.values.map((value) => ({ value, label: t(`case-management.side.${value}`) }))}
        />
        <LongText
          label={t('case-management.task.words')}
          hint={t('case-management.task.words.hint')}
          required={kind === 'other'}
          value={words}
          onChange={setWords}
        />
        <DateField
          label={t('case-management.task.until')}
          hint={t('case-management.task.until.hint')}
          value={day}
          onChange={setDay}
          about={false}
        />
      </Stack>
    </Dialog>
  )
}

function EndDialog({ careCase, task, onClose, reload }: DialogProps & { task: Task }) {
  const t = useText()
  const [result, setResult] = useState<CodeOf<typeof taskResult>>()
  const [alone, setAlone] = useState<CodeOf<typeof seenAloneCodes>>()
  const visited = task.kind === 'visit-child' && result === 'done'
  const [note, setNote] = useState('')
  const end = usePerform(completeTask, { id: careCase.id, taskId: task.id })
  async function send() {
    if (
      !result ||
      (await end.perform(
        { result, ...(note.trim() && { note }), ...(visited && { seenAlone: alone }) },
        { ifMatch: careCase.version },
      )) === undefined
    )
      return
    onClose()
    reload()
  }
  const actions = (
    <>
      <Button
        kind="primary"
        busy={end.busy}
        lacks={!result || (visited && !alone) || (result !== 'done' && note.trim() === '')}
        onPress={() => void send()}
      >
        {t('case-management.task.end')}
      </Button>
      <Button onPress={onClose}>{t('case-management.cancel')}</Button>
    </>
  )
  return (
    <Dialog open onClose={onClose} title={t(`case-management.task.${task.kind}`)} actions={actions}>
      <Stack gap={4}>
        <Refusal problem={end.refusal} />
        <Choice
          label={t('case-management.task.how')}
          required
          value={result}
          onChange={setResult}
          options={taskResult.values.map((value) => ({ value, label: t(`case-management.result.${value}`) }))}
        />
        {visited && (
          <Choice
            label={t('case-management.seen-alone')}
            hint={t('case-management.seen-alone.hint')}
            required
            inline
            value={alone}
            onChange={setAlone}
            options={seenAloneCodes.values.map((value) => ({ value, label: t(`case-management.seen-alone.${value}`) }))}
          />
        )}
        <LongText
          label={t(
            result === undefined || result === 'done' ? 'case-management.task.note' : 'case-management.task.why',
          )}
          required={result !== undefined && result !== 'done'}
          value={note}
          onChange={setNote}
        />
      </Stack>
    </Dialog>
  )
}
