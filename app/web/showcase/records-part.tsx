import {
  BarChart,
  Deadline,
  DefinitionList,
  ListRecordPanel,
  Said,
  Section,
  Stack,
  Table,
  Tag,
  Timeline,
  useText,
  Why,
  WorkList,
} from '#ui'
import { inHours, sampleRows, unverified, verified } from './sample-data.ts'

export function RecordsPart() {
  const t = useText()
  const why = (
    <Why title={t({ en: 'Why this deadline?', ar: 'لماذا هذا الموعد؟' })} source={unverified}>
      {t({
        en: 'The authority must say within 2 hours that a referral has arrived.',
        ar: 'على الجهة أن تؤكد وصول الإحالة خلال ساعتين.',
      })}
    </Why>
  )
  return (
    <>
      <Section title={t({ en: 'Clocks and states', ar: 'المواعيد والحالات' })}>
        <Stack gap={2}>
          <Deadline dueAt={inHours(20)} startedAt={inHours(-4)} why={why} />
          <Deadline dueAt={inHours(2)} startedAt={inHours(-20)} />
          <Deadline dueAt={inHours(-30)} startedAt={inHours(-54)} />
          <Deadline dueAt={inHours(-3)} metAt={inHours(-5)} />
          <Deadline dueAt={inHours(-10)} metAt={inHours(-5)} />
          <Deadline dueAt={inHours(100)} pausedAt={inHours(-1)} />
        </Stack>
        <div className="cluster">
          <Tag>{t({ en: 'Draft', ar: 'مسودة' })}</Tag>
          <Tag tone="accent" icon="check">
            {t({ en: 'Accepted', ar: 'مقبولة' })}
          </Tag>
          <Tag tone="due-soon">{t({ en: 'Waiting for consent', ar: 'بانتظار الموافقة' })}</Tag>
          <Tag tone="danger" icon="danger">
            {t({ en: 'Danger now', ar: 'خطر الآن' })}
          </Tag>
          <Why
            title={t({ en: 'Why this finding?', ar: 'لماذا هذه النتيجة؟' })}
            label={t({ en: 'Why?', ar: 'لماذا؟' })}
            source={verified}
          />
        </div>
      </Section>
      <Section title={t({ en: 'List, record, side panel', ar: 'القائمة والسجل واللوحة الجانبية' })}>
        <ListRecordPanel
          listLabel={t({ en: 'Referrals', ar: 'الإحالات' })}
          listHref="/ui"
          list={<WorkList label={t({ en: 'Referrals', ar: 'الإحالات' })} rows={sampleRows()} current="2" />}
          record={<Record />}
          panelLabel={t({ en: 'Facts', ar: 'الوقائع' })}
          panel={
            <DefinitionList
              narrow
              facts={[
                {
                  key: 'from',
                  label: t({ en: 'From', ar: 'من' }),
                  value: t({ en: 'Alder Harbour border post', ar: 'مركز ميناء ألدر الحدودي' }),
                },
                {
                  key: 'to',
                  label: t({ en: 'To', ar: 'إلى' }),
                  value: t({ en: 'Child Protection Authority', ar: 'هيئة حماية الطفل' }),
                },
              ]}
            />
          }
        />
      </Section>
      <Tables />
    </>
  )
}

function Record() {
  const t = useText()
  return (
    <Stack gap={5}>
      <Said language="en">{'He said: “I want to go to school. The man keeps my paper.”'}</Said>
      <Timeline
        label={t({ en: 'Path', ar: 'المسار' })}
        entries={[
          {
            id: '1',
            state: 'done',
            at: inHours(-30),
            title: t({ en: 'Concern raised', ar: 'رُفع البلاغ' }),
            detail: t({ en: 'by a teacher', ar: 'من معلّمة' }),
          },
          {
            id: '2',
            state: 'missed',
            at: inHours(-20),
            title: t({ en: 'Referral sent', ar: 'أُرسلت الإحالة' }),
            clock: <Deadline dueAt={inHours(-22)} metAt={inHours(-20)} />,
          },
          {
            id: '3',
            state: 'now',
            title: t({ en: 'Waiting for the authority', ar: 'بانتظار الجهة' }),
            clock: <Deadline dueAt={inHours(5)} startedAt={inHours(-20)} />,
          },
          { id: '4', state: 'waiting', title: t({ en: 'Case opened', ar: 'فتح الحالة' }) },
        ]}
      />
    </Stack>
  )
}

function Tables() {
  const t = useText()
  const rows = [
    { id: '1', hop: t({ en: 'Concern to screening', ar: 'من البلاغ إلى التقصي' }), median: 3, late: 1 },
    { id: '2', hop: t({ en: 'Screening to referral', ar: 'من التقصي إلى الإحالة' }), median: 9, late: 4 },
  ]
  return (
    <Section title={t({ en: 'Tables and charts', ar: 'الجداول والرسوم' })}>
      <Table
        caption={t({ en: 'Hours for each step', ar: 'الساعات لكل خطوة' })}
        columns={[
          { key: 'hop', label: t({ en: 'Step', ar: 'الخطوة' }), cell: (row) => row.hop, heading: true },
          {
            key: 'median',
            label: t({ en: 'Middle value', ar: 'القيمة الوسطى' }),
            cell: (row) => row.median,
            end: true,
          },
          { key: 'late', label: t({ en: 'Late', ar: 'متأخر' }), cell: (row) => row.late, end: true },
        ]}
        rows={rows}
        rowKey={(row) => row.id}
        onNext={() => undefined}
      />
      <BarChart
        caption={t({ en: 'In time and late', ar: 'في الموعد ومتأخر' })}
        parts={[
          { label: t({ en: 'In time', ar: 'في الموعد' }), ink: 'accent' },
          { label: t({ en: 'Late', ar: 'متأخر' }), ink: 'missed' },
        ]}
        bars={[
          { key: 'a', label: t({ en: 'Screening', ar: 'التقصي' }), values: [24, 2] },
          { key: 'b', label: t({ en: 'Referral', ar: 'الإحالة' }), values: [18, 9] },
        ]}
      />
    </Section>
  )
}
