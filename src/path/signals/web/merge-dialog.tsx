import { useState } from 'react'
import { ComboBox, Dialog, LookView, Refusal, Stack, Table, useFormat, useGo, useText } from '#ui'
import { useLook, usePerform, useWorklist } from '#ui/data'
import type { ConcernView } from '../view.ts'
import { DialogButtons, type DeskDialogProps } from './desk-dialogs.tsx'
import { useConcernWords } from './words.ts'
import { mergeConcerns, viewConcern } from './routes.ts'

/** Only an open concern can take up another one. */
const open = new Set<unknown>(['waiting', 'taken'])

/** A person picks a second concern from the list, compares both side by side, and merges them. */
export function MergeDialog({ concern, reload, onClose }: DeskDialogProps) {
  const t = useText()
  const go = useGo()
  const [into, setInto] = useState<string>()
  const other = useLook(viewConcern, into ? { id: into } : undefined)
  const merge = usePerform(mergeConcerns, { id: concern.id })
  async function send() {
    if (!into || !other.data) return
    const merged = await merge.perform({ into, intoVersion: other.data.version }, { ifMatch: concern.version })
    if (merged) return go(`/concerns/${into}`)
    reload()
    other.retry()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('signals.merge.title')}
      actions={
        <DialogButtons
          label={t('signals.merge.do')}
          busy={merge.busy}
          lacks={!other.data}
          onSend={() => void send()}
          onClose={onClose}
        />
      }
    >
      <Stack gap={4}>
        <Refusal problem={merge.refusal} />
        <p>{t('signals.merge.text')}</p>
        <OtherConcern concern={concern} value={into} onChange={setInto} />
        {into && <LookView look={other}>{(view) => <SideBySide left={concern} right={view} />}</LookView>}
      </Stack>
    </Dialog>
  )
}

interface OtherConcernProps {
  concern: ConcernView
  value: string | undefined
  onChange: (id: string | undefined) => void
}

/** The open concerns of the desk, to choose from by name. */
function OtherConcern({ concern, value, onChange }: OtherConcernProps) {
  const t = useText()
  const format = useFormat()
  const { look, rows } = useWorklist('triage', { whole: true })
  const others = rows.filter(({ recordId, summary }) => recordId !== concern.id && open.has(summary?.['status']))
  return (
    <LookView look={look} empty={<p>{t('signals.merge.nothing')}</p>}>
      {() =>
        others.length === 0 ? (
          <p>{t('signals.merge.nothing')}</p>
        ) : (
          <ComboBox
            label={t('signals.merge.with')}
            required
            value={value}
            onChange={onChange}
            options={others.map((row) => ({
              value: row.recordId,
              label: row.title ?? t('signals.row.concern.title'),
              hint: [t('signals.row.concern.summary', row.summary ?? {}), row.at && format.dateTime(row.at)]
                .filter(Boolean)
                .join(' · '),
            }))}
          />
        )
      }
    </LookView>
  )
}

function SideBySide({ left, right }: { left: ConcernView; right: ConcernView }) {
  const t = useText()
  const format = useFormat()
  const words = useConcernWords()
  const not = t('signals.not-said')
  const said = (concern: ConcernView) => ({
    words: concern.words,
    danger: t(`signals.danger.${concern.danger}`),
    children:
      concern.persons
        .map(
          (person) =>
            [person.name, words.age(person.age)].filter(Boolean).join(t('ui.between')) ||
            t('signals.person.number', { number: person.number }),
        )
        .join(t('ui.between-several')) || not,
    where: words.where(concern) ?? not,
    when: words.when(concern.happened) ?? not,
    raised: format.dateTime(concern.raisedAt),
  })
  const [first, second] = [said(left), said(right)]
  const rows = (['words', 'danger', 'children', 'where', 'when', 'raised'] as const).map((key) => ({
    key,
    first: first[key],
    second: second[key],
  }))
  return (
    <Table
      caption={t('signals.merge.compare')}
      rows={rows}
      rowKey={({ key }) => key}
      columns={[
        {
          key: 'what',
          label: t('signals.merge.what'),
          heading: true,
          cell: ({ key }) => t(`signals.merge.row.${key}`),
        },
        { key: 'first', label: t('signals.merge.this'), cell: (row) => <span dir="auto">{row.first}</span> },
        { key: 'second', label: t('signals.merge.other'), cell: (row) => <span dir="auto">{row.second}</span> },
      ]}
    />
  )
}
