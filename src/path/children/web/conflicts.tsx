import { useState } from 'react'
import { Asked, Button, Card, Choice, LongText, Notice, Refusal, Section, Stack, useText } from '#ui'
import type { ChildView } from '../view.ts'
import { useChange } from './use-change.ts'
import { useWords } from './words.ts'

/**
 * Fields with competing values of two people, or with a value that was decided because of a record that is no longer
 * merged. All stay until a person decides, with a reason.
 */
export function Conflicts({ child, again }: { child: ChildView; again: () => void }) {
  const t = useText()
  const { conflicts } = child.row
  if (conflicts.length === 0) return null
  return (
    <Section title={t('children.conflicts', { count: conflicts.length })}>
      <Stack gap={4}>
        <Notice kind="due-soon">{t('children.conflicts.lede')}</Notice>
        {conflicts.map((conflict) => (
          <ConflictCard key={conflict.field} child={child} conflict={conflict} again={again} />
        ))}
      </Stack>
    </Section>
  )
}

function ConflictCard({
  child,
  conflict,
  again,
}: {
  child: ChildView
  conflict: ChildView['row']['conflicts'][number]
  again: () => void
}) {
  const t = useText()
  const words = useWords()
  const [chosen, setChosen] = useState<string>()
  const [reason, setReason] = useState('')
  const { send, busy, refusal } = useChange(child, again)
  const { field, competing, version } = conflict
  const value = competing.find(({ changeId }) => changeId === chosen)?.value ?? null
  const options = competing.map((one) => ({
    value: one.changeId,
    label: words.value(field, one.value),
    hint: words.by(child.people[one.author], one.time),
  }))
  const toConfirm = options.length === 1
  return (
    <Asked>
      <Card>
        {toConfirm && <p>{t('children.conflicts.confirm')}</p>}
        <Choice
          label={t(`children.field.${field.split(':')[0]}`)}
          options={toConfirm ? [...options, { value: 'none', label: t('children.conflicts.remove') }] : options}
          required
          value={chosen}
          onChange={setChosen}
        />
        <LongText
          label={t('children.reason')}
          hint={t('children.reason.hint')}
          required
          value={reason}
          onChange={setReason}
        />
        <Refusal problem={refusal} />
        <Button
          busy={busy}
          lacks={chosen === undefined || !reason.trim()}
          onPress={() => void send({ field, value, baseVersion: version, reason })}
        >
          {t('children.conflicts.keep')}
        </Button>
      </Card>
    </Asked>
  )
}
