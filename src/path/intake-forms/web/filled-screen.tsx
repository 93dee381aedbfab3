import { useState } from 'react'
import type { z } from 'zod'
import { LookView, Notice, Page, Section, Table, useText } from '#ui'
import type { ScreenProps } from '#ui'
import { useLook } from '#ui/data'
import type { submissionView } from '../model.ts'
import { AnswerList } from './answer-list.tsx'
import { parkedColumns } from './columns.tsx'
import { HtcdsExport } from './htcds-export.tsx'
import { exportHtcds, viewFilledForm } from './routes.ts'

type Submission = z.infer<typeof submissionView>

/** A completed form. On request also as an HTCDS row, with everything that does not fit. */
export function Screen({ params }: ScreenProps) {
  const t = useText()
  const asked = { id: params['id'] ?? '', submission: params['submission'] ?? '' }
  const filled = useLook(viewFilledForm, asked)
  // Exporting a row is a separate look in the ledger, so it happens only on request.
  const [wanted, setWanted] = useState(false)
  const look = useLook(exportHtcds, wanted ? asked : undefined)
  const exported = wanted ? look : undefined
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
            <HtcdsExport
              look={exported}
              onAsk={() => setWanted(true)}
              lossy="standards.filled.lossy.lede"
              none="standards.filled.export.none"
            />
          </>
        )}
      </LookView>
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
