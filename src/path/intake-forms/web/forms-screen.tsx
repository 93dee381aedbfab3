import { lazy, Suspense } from 'react'
import { Button, Empty, Loading, LookView, Page, Section, Table, useFormat, useText, useUnderWay } from '#ui'
import { useLook, useSession, useWorklist } from '#ui/data'
import { filledColumns, formColumns } from './columns.tsx'
import { listForms } from './routes.ts'

// Only administrators load the code for making and changing forms.
const AdministerForms = /* @__PURE__ */ lazy(() =>
  import('./editor/administer-forms.tsx').then((part) => ({ default: part.AdministerForms })),
)

/** The forms of this node, and the completed ones the person may see. */
export function Screen() {
  const t = useText()
  const format = useFormat()
  const look = useLook(listForms, {})
  const filled = useWorklist('forms')
  const { has } = useSession()
  const administers = has('administrator')
  return (
    <Page title={t('standards.forms.title')} lede={t('standards.forms.lede')}>
      <Section title={t('standards.forms.list')}>
        <LookView look={look}>
          {({ forms }) =>
            forms.length === 0 ? (
              <Empty title={t('standards.forms.empty')}>{t('standards.forms.empty.next')}</Empty>
            ) : (
              <Table
                caption={t('standards.forms.list')}
                hideCaption
                rows={forms}
                rowKey={(form) => form.id}
                columns={formColumns(t, format, administers)}
              />
            )
          }
        </LookView>
      </Section>
      {administers && (
        <Suspense fallback={<Arriving />}>
          <AdministerForms onBrought={look.retry} />
        </Suspense>
      )}
      <Section title={t('standards.forms.filled')}>
        <LookView
          look={filled.look}
          empty={<Empty title={t('standards.forms.filled.empty')}>{t('standards.forms.filled.empty.next')}</Empty>}
        >
          {() => (
            <>
              <Table
                caption={t('standards.forms.filled')}
                hideCaption
                rows={filled.rows}
                rowKey={(row) => row.recordId}
                columns={filledColumns(t, format, look.data?.forms ?? [])}
              />
              {filled.more && (
                <Button onPress={filled.more} busy={filled.moreBusy}>
                  {t('ui.list.more')}
                </Button>
              )}
            </>
          )}
        </LookView>
      </Section>
    </Page>
  )
}

function Arriving() {
  useUnderWay(true)
  return <Loading />
}
