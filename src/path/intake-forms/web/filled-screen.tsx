import { useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import { Button, Empty, LookView, Notice, Page, Section, Table, useFormat, useText, Why } from '#ui'
import type { ScreenProps } from '#ui'
import { useLook } from '#ui/data'
import type { htcdsView, submissionView } from '../model.ts'
import { AnswerList } from './answer-list.tsx'
import { lossColumns, parkedColumns, rowColumns } from './columns.tsx'
import { exportHtcds, viewFilledForm } from './routes.ts'

type HtcdsView = z.infer<typeof htcdsView>
type Submission = z.infer<typeof submissionView>

/** A completed form. On request also as an HTCDS row, with everything that does not fit. */
export function Screen({ params }: ScreenProps) {
  const t = useText()
  const asked = { id: params['id'] ?? '', submission: params['submission'] ?? '' }
  const filled = useLook(viewFilledForm, asked)
  // Exporting a row is a separate look in the ledger, so it happens only on request.
  const [wanted, setWanted] = useState(false)
  const exported = useLook(exportHtcds, wanted ? asked : undefined)
  return (
    <Page title={t('standards.filled.title')}>
      <LookView look={filled}>
        {(submission) => (
          <>
            <Received submission={submission} />
            <Section title={t('standards.filled.answers')}>
              <p className="soft">{t('standards.filled.version', { version: submission.formVersion || '–' })}</p>
              <AnswerList form={submission.form} answers={submission.answers} filledAt={submission.filledAt} />
            </Section>
            <Section
              title={t('standards.filled.export')}
              actions={
                <Why title={t('standards.filled.export.why')} source={exported.data?.standard}>
                  {t('standards.filled.export.why.text')}
                </Why>
              }
            >
              <p>{t('standards.filled.export.lede')}</p>
              {!wanted && <Button onPress={() => setWanted(true)}>{t('standards.filled.export.make')}</Button>}
            </Section>
          </>
        )}
      </LookView>
      {wanted && (
        <LookView look={exported}>
          {(view) => (
            <>
              <Lossy lossy={view.lossy} />
              <Row view={view} />
            </>
          )}
        </LookView>
      )}
    </Page>
  )
}

function Received({ submission: { how, parked } }: { submission: Submission }) {
  const t = useText()
  if (parked.length === 0) return how === 'filled' ? <Notice kind="ok">{t('standards.filled.thanks')}</Notice> : null
  return (
    <Section title={t('standards.filled.parked')}>
      <p>{t('standards.filled.parked.lede', { count: parked.length })}</p>
      <Table
        caption={t('standards.filled.parked')}
        hideCaption
        rows={parked}
        rowKey={({ column }) => column}
        columns={parkedColumns(t)}
      />
    </Section>
  )
}

function Lossy({ lossy }: { lossy: HtcdsView['lossy'] }) {
  const t = useText()
  const format = useFormat()
  const rows = lossy.map((loss, index) => ({ ...loss, key: `${loss.path} ${index}` }))
  return (
    <Section title={t('standards.filled.lossy')}>
      {rows.length === 0 ? (
        <p>{t('standards.filled.lossy.nothing')}</p>
      ) : (
        <>
          <p>{t('standards.filled.lossy.lede', { count: new Set(lossy.map(({ path }) => path)).size })}</p>
          <Table
            caption={t('standards.filled.lossy')}
            hideCaption
            rows={rows}
            rowKey={({ key }) => key}
            columns={lossColumns(t, format)}
          />
        </>
      )}
    </Section>
  )
}

function Row({ view }: { view: HtcdsView }) {
  const t = useText()
  const save = useSavedFile(view.csv)
  return (
    <Section title={t('standards.filled.export.caption')}>
      {view.columns.length === 0 ? (
        <Empty title={t('standards.filled.export.none')}>{t('standards.filled.export.none.next')}</Empty>
      ) : (
        <Table
          caption={t('standards.filled.export.caption')}
          hideCaption
          rows={view.columns}
          rowKey={({ name }) => name}
          columns={rowColumns(t)}
        />
      )}
      <Button kind="primary" onPress={save}>
        {t('standards.filled.export.save')}
      </Button>
    </Section>
  )
}

/** Saves text as a file with a neutral name. */
function useSavedFile(text: string): () => void {
  const url = useRef<string | undefined>(undefined)
  useEffect(
    () => () => {
      if (url.current) URL.revokeObjectURL(url.current)
    },
    [],
  )
  return () => {
    if (url.current) URL.revokeObjectURL(url.current)
    url.current = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
    const link = document.createElement('a')
    link.href = url.current
    link.download = 'form.csv'
    link.click()
  }
}
