import { useState } from 'react'
import { Asked, Button, Cluster, Link, Notice, Page, Refusal, Stack, usePlaceInApp, useText } from '#ui'
import { usePerform } from '#ui/data'
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
        <Notice live kind="due-soon" title={t('case-management.contacts.task-opened')}>
          <p>
            {t(contact?.nexus === 'none-seen' ? 'identification.justice.noted.text' : 'case-management.contacts.next')}
          </p>
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
