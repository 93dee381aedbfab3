import { useState } from 'react'
import { AgeField, Button, Choices, Cluster, Notice, Select, sayAge, useFormat, useText, Why } from '#ui'
import { isUnderEighteen } from '#standards/age'
import { childPathOf } from '../child-path.ts'
import { currentAges } from '../current-answers.ts'
import { ruleR2, ruleR3 } from '../legal-rules.ts'
import { howAgeKnown, type HowAgeKnown, screenedAge, type ScreenedAge } from '../codes.ts'
import type { AgeRecord, AgeValue } from '../model.ts'
import { isolated } from './isolated.ts'
import type { PartProps } from './part-page.tsx'
import type { Answering } from './use-answers.ts'

/** Three ages. Nobody has to prove anything: doubt means child. */
export function AgesPart({ answering }: PartProps) {
  const t = useText()
  const ages = currentAges(answering.screening.ages)
  const { path } = childPathOf(answering.screening.ages, answering.screening.registered)
  return (
    <div className="stack">
      <p className="lede">{t('identification.ages.lede')}</p>
      {screenedAge.values.map((moment) => (
        <Age
          key={`${moment} ${ages.get(moment)?.follows ?? -1}`}
          moment={moment}
          record={ages.get(moment)}
          answering={answering}
        />
      ))}
      <Notice live title={t(`identification.path.${path}`)}>
        <p>{t(`identification.path.${path}.text`)}</p>
        <Cluster>
          <Why
            title={t('identification.why.child-at-the-time')}
            source={ruleR2.sources[0]}
            label={t('identification.why.child-at-the-time')}
          >
            <p>{t('identification.rule.R2')}</p>
          </Why>
          <Why title={t('identification.why.doubt')} source={ruleR3.sources[0]} label={t('identification.why.doubt')}>
            <p>{t('identification.rule.R3')}</p>
          </Why>
        </Cluster>
      </Notice>
    </div>
  )
}

function Age({
  moment,
  record,
  answering,
}: {
  moment: ScreenedAge
  record: AgeRecord | undefined
  answering: Answering
}) {
  const t = useText()
  const [value, setValue] = useState<AgeValue | string | undefined>(record?.value)
  const [how, setHow] = useState<HowAgeKnown | undefined>(record?.how)
  const [disputed, setDisputed] = useState(record?.disputed ?? false)
  const changed =
    typeof value === 'object' &&
    JSON.stringify([value, how, disputed]) !== JSON.stringify([record?.value, record?.how, record?.disputed ?? false])
  const known = typeof value === 'object' && 'unknown' in value ? undefined : value
  const reserved =
    typeof value === 'object' && !answering.screening.maySettleAge && isUnderEighteen(value, { how, disputed }) === 'no'
  return (
    <section className="screening-sign" aria-label={t(`identification.age.${moment}`)}>
      <AgeField
        label={t(`identification.age.${moment}`)}
        hint={t(`identification.age.${moment}.hint`)}
        value={known}
        onChange={setValue}
      />
      <Select
        label={t('identification.how')}
        options={howAgeKnown.values.map((each) => ({ value: each, label: t(`identification.how-age.${each}`) }))}
        value={how}
        onChange={setHow}
      />
      <Choices
        label={t('identification.age.sure')}
        options={[{ value: 'disputed', label: t('identification.age.disputed') }]}
        values={disputed ? ['disputed'] : []}
        onChange={(all) => setDisputed(all.includes('disputed'))}
      />
      {reserved && (
        <Notice live title={t('kernel.field.adult-age-reserved')}>
          {t('identification.age.reserved')}
        </Notice>
      )}
      <Cluster>
        <Button
          disabled={reserved}
          lacks={!changed}
          onPress={() => typeof value === 'object' && answering.age(moment, { value, how, disputed })}
        >
          {t('identification.age.keep')}
        </Button>
        <Button kind="quiet" onPress={() => answering.age(moment, { value: { unknown: true }, how, disputed })}>
          {t('identification.age.nobody-knows')}
        </Button>
      </Cluster>
      {record && <Recorded record={record} by={answering.screening.people[record.by]} />}
    </section>
  )
}

function Recorded({ record, by }: { record: AgeRecord; by: string | undefined }) {
  const t = useText()
  const format = useFormat()
  return (
    <p className="soft small">
      {'unknown' in record.value ? t('identification.age.unknown') : sayAge(record.value, t)}
      {record.how && ` (${t(`identification.how-age.${record.how}`)})`}
      {record.disputed && ` · ${t('identification.age.disputed')}`} ·{' '}
      {t('identification.answered-by', {
        name: isolated(by ?? t('identification.someone')),
        at: isolated(format.dateTime(record.at)),
      })}
    </p>
  )
}
