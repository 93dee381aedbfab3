import { useState } from 'react'
import { Asked, Button, Cluster, Link, Notice, Page, Refusal, Stack, usePlaceInApp, useText } from '#ui'
import { usePerform } from '#ui/data'
import { DueNow } from '../../identification/web/index.tsx'
import { type Contact, ContactForm } from './contact-form.tsx'
import { reportContactOfChild } from './routes.ts'

/** Police, a court or immigration act against a child: reported from a concern or a child, without a screening. */
export function Screen() {
  const t = useText()
  const { query } = usePlaceInApp()
  const concernId = query.get('concern') ?? undefined
  const childId = query.get('child') ?? undefined
  const [contact, setContact] = useState<Contact>()
  const report = usePerform(reportContactOfChild)
  const back = childId ? `/children/${childId}` : `/concerns/${concernId ?? ''}`
  return (
    <Page title={t('case-management.contacts.report')} lede={t('case-management.contacts.lede')} narrow>
      {report.answer ? (
        <Notice
          live
          kind={report.answer.due.length > 0 ? 'due-soon' : 'ok'}
          title={t(report.answer.due.length > 0 ? 'identification.justice.due' : 'identification.justice.noted')}
        >
          {report.answer.due.length > 0 ? (
            <DueNow due={report.answer.due} />
          ) : (
            <p>{t('identification.justice.noted.text')}</p>
          )}
          <Link href={back}>{t('case-management.contacts.back')}</Link>
        </Notice>
      ) : (
        <Asked>
          <Stack gap={4}>
            <Refusal problem={report.refusal} />
            <ContactForm onChange={setContact} />
            <Cluster>
              <Button
                kind="primary"
                busy={report.busy}
                lacks={!contact}
                onPress={() =>
                  void (
                    contact &&
                    report.perform({ ...contact, ...(childId ? { childId } : concernId ? { concernId } : {}) })
                  )
                }
              >
                {t('identification.justice.do')}
              </Button>
              <Link href={back}>{t('case-management.cancel')}</Link>
            </Cluster>
          </Stack>
        </Asked>
      )}
    </Page>
  )
}
