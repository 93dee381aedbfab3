import { useEffect, useRef } from 'react'
import type { HtcdsView } from '#standards/htcds'
import { Button, Empty, LookView, Section, Table, useFormat, useText, Why } from '#ui'
import type { Look } from '#ui/data'
import { lossColumns, rowColumns } from './columns.tsx'

interface HtcdsExportProps {
  /** Undefined until the person asks for the row, because each row is a look of its own in the ledger. */
  look: Look<HtcdsView> | undefined
  onAsk: () => void
  /** Ids of texts: how much does not fit, with `count`, and that nothing fits. */
  lossy: string
  none: string
}

/** A record as an HTCDS row, with everything that does not fit. */
export function HtcdsExport({ look, onAsk, lossy, none }: HtcdsExportProps) {
  const t = useText()
  return (
    <>
      <Section
        title={t('standards.filled.export')}
        actions={
          <Why title={t('standards.filled.export.why')} source={look?.data?.standard}>
            {t('standards.filled.export.why.text')}
          </Why>
        }
      >
        <p>{t('standards.filled.export.lede')}</p>
        {!look && <Button onPress={onAsk}>{t('standards.filled.export.make')}</Button>}
      </Section>
      {look && (
        <LookView look={look}>
          {(view) => (
            <>
              <Lossy lossy={view.lossy} lede={lossy} />
              <Row view={view} none={none} />
            </>
          )}
        </LookView>
      )}
    </>
  )
}

function Lossy({ lossy, lede }: { lossy: HtcdsView['lossy']; lede: string }) {
  const t = useText()
  const format = useFormat()
  const rows = lossy.map((loss, index) => ({ ...loss, key: `${loss.path} ${index}` }))
  return (
    <Section title={t('standards.filled.lossy')}>
      {rows.length === 0 ? (
        <p>{t('standards.filled.lossy.nothing')}</p>
      ) : (
        <>
          <p>{t(lede, { count: new Set(lossy.map(({ path }) => path)).size })}</p>
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

function Row({ view, none }: { view: HtcdsView; none: string }) {
  const t = useText()
  const save = useSavedFile(view.csv)
  return (
    <Section title={t('standards.filled.export.caption')}>
      {view.columns.length === 0 ? (
        <Empty title={t(none)}>{t('standards.filled.export.none.next')}</Empty>
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
