import { useState } from 'react'
import {
  BarChart,
  Deadline,
  Disclosure,
  Empty,
  Link,
  LookView,
  Page,
  Section,
  Select,
  Stack,
  Table,
  useFormat,
  useAddressOf,
  useText,
} from '#ui'
import { useLook, usePoll, useSession } from '#ui/data'
import type { ClocksView } from '../view.ts'
import { viewClocks } from './routes.ts'

type HopRow = ClocksView['hops'][number]
type LateRow = ClocksView['late'][number]

const spans = ['7', '30', '90', '365']
const AGAIN_SECONDS = 60

/** The time of each step, the share on time, and what is late now. */
export function Screen() {
  const t = useText()
  const [days, setDays] = useState<string | undefined>('90')
  const look = useLook(viewClocks, { days: days ?? '90' })
  usePoll(look.retry, AGAIN_SECONDS)
  return (
    <Page
      title={t('accountability.page')}
      lede={t('accountability.lede')}
      actions={
        <Select
          label={t('accountability.span')}
          value={days}
          onChange={setDays}
          required
          options={spans.map((value) => ({ value, label: t('accountability.span.days', { count: Number(value) }) }))}
        />
      }
    >
      <LookView look={look}>{(view) => <Account view={view} />}</LookView>
    </Page>
  )
}

function Account({ view }: { view: ClocksView }) {
  const t = useText()
  const counted = view.hops.filter(
    ({ finished, open, declined, notDone, withdrawn }) => finished + open + declined + notDone + withdrawn > 0,
  )
  return (
    <Stack gap={6}>
      <Section title={t('accountability.late')}>
        {view.late.length === 0 ? (
          <Empty icon="check" title={t('accountability.late.none')} />
        ) : (
          <Late rows={view.late} />
        )}
      </Section>
      {counted.length === 0 ? (
        <Empty title={t('accountability.nothing')}>{t('accountability.nothing.next')}</Empty>
      ) : (
        <>
          <Section title={t('accountability.kept')}>
            <Kept rows={counted.filter(({ withDate }) => withDate > 0)} />
          </Section>
          <Section title={t('accountability.times')}>
            <Times rows={counted} />
          </Section>
        </>
      )}
      <Disclosure title={t('accountability.how')}>
        <Stack gap={3}>
          <p>{t('accountability.how.percentile')}</p>
          <p>{t('accountability.how.open')}</p>
          <p>{t('accountability.how.share')}</p>
          <p>{t('accountability.how.otherwise')}</p>
          <p>{t('accountability.how.late')}</p>
        </Stack>
      </Disclosure>
    </Stack>
  )
}

/** Bars with numbers: on time, late. */
function Kept({ rows }: { rows: readonly HopRow[] }) {
  const t = useText()
  if (rows.length === 0) return <p className="soft">{t('accountability.kept.none')}</p>
  return (
    <BarChart
      caption={t('accountability.kept.caption')}
      parts={[
        { label: t('accountability.in-time'), ink: 'accent' },
        { label: t('accountability.otherwise'), ink: 'soft' },
        { label: t('accountability.not-in-time'), ink: 'missed' },
      ]}
      bars={rows.map((row) => ({
        key: row.hop,
        label: t(`accountability.hop.${row.hop}`),
        values: [row.withinDate, row.otherwiseInTime, row.withDate - row.withinDate - row.otherwiseInTime],
      }))}
    />
  )
}

function Times({ rows }: { rows: readonly HopRow[] }) {
  const t = useText()
  const format = useFormat()
  const span = (millis: number | null): string => (millis === null ? t('accountability.none') : format.duration(millis))
  return (
    <Table
      caption={t('accountability.times.caption')}
      hideCaption
      rows={rows}
      rowKey={(row) => row.hop}
      columns={[
        {
          key: 'hop',
          label: t('accountability.hop'),
          heading: true,
          cell: (row) => t(`accountability.hop.${row.hop}`),
        },
        { key: 'finished', label: t('accountability.finished'), end: true, cell: (row) => format.number(row.finished) },
        { key: 'declined', label: t('accountability.declined'), end: true, cell: (row) => format.number(row.declined) },
        { key: 'not-done', label: t('accountability.not-done'), end: true, cell: (row) => format.number(row.notDone) },
        {
          key: 'withdrawn',
          label: t('accountability.withdrawn'),
          end: true,
          cell: (row) => format.number(row.withdrawn),
        },
        { key: 'median', label: t('accountability.median'), end: true, cell: (row) => span(row.medianMillis) },
        { key: 'p90', label: t('accountability.p90'), end: true, cell: (row) => span(row.p90Millis) },
        {
          key: 'share',
          label: t('accountability.share'),
          end: true,
          cell: (row) =>
            row.withDate === 0
              ? t('accountability.none')
              : t('accountability.share.of', {
                  share: format.percent(row.withinDate / row.withDate),
                  count: row.withDate,
                }),
        },
        { key: 'open', label: t('accountability.open'), end: true, cell: (row) => format.number(row.open) },
        { key: 'late', label: t('accountability.late-now'), end: true, cell: (row) => format.number(row.lateNow) },
      ]}
    />
  )
}

function Late({ rows }: { rows: readonly LateRow[] }) {
  const t = useText()
  const addressOf = useAddressOf()
  const { has } = useSession()
  // A coordinator sees that a desk is late, but not the concern.
  const mayOpenConcerns = has('triage') || has('supervisor')
  return (
    <Table
      caption={t('accountability.late.caption')}
      hideCaption
      rows={rows}
      rowKey={(row) => row.record.id + row.hop + row.dueAt}
      columns={[
        {
          key: 'hop',
          label: t('accountability.hop'),
          heading: true,
          cell: (row) => t(`accountability.hop.${row.hop}`),
        },
        {
          key: 'agency',
          label: t('accountability.agency'),
          cell: (row) => (row.agency ? t(row.agency) : t('accountability.none')),
        },
        {
          key: 'late',
          label: t('accountability.late-by'),
          cell: (row) => <Deadline dueAt={row.dueAt} startedAt={row.startedAt} certain={row.certain} />,
        },
        {
          key: 'open',
          label: t('accountability.record'),
          cell: (row) =>
            row.record.kind === 'concern' && !mayOpenConcerns ? (
              t('accountability.desk-only')
            ) : (
              <Link href={addressOf(row.record.kind, row.record.id) ?? `/${row.record.id}`}>
                {t(`accountability.open.${row.record.kind}`)}
              </Link>
            ),
        },
      ]}
    />
  )
}
