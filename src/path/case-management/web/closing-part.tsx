import { useState } from 'react'
import {
  Button,
  Cluster,
  DefinitionList,
  Dialog,
  LongText,
  Notice,
  Refusal,
  Said,
  Section,
  Stack,
  useFormat,
  useText,
} from '#ui'
import { usePerform } from '#ui/data'
import type { CaseView } from '../view.ts'
import { CloseDialog } from './close-dialog.tsx'
import { closeCase, sendClosingBack } from './routes.ts'

interface PartProps {
  careCase: CaseView
  reload: () => void
}

/** Closing takes two people: one asks, a supervisor agrees or sends it back with words. */
export function ClosingPart({ careCase, reload }: PartProps) {
  const t = useText()
  const [asking, setAsking] = useState(false)
  const { closing, may } = careCase
  if (careCase.state === 'closed' || (!closing && !may.close)) return null
  const openTasks = careCase.tasks.filter(({ result }) => result === undefined).length
  return (
    <Section title={t('case-management.end')}>
      <Stack gap={4}>
        {closing && <Asked careCase={careCase} closing={closing} />}
        {may.agree && <Answer careCase={careCase} reload={reload} />}
        {may.close && (
          <Stack gap={1}>
            <div>
              <Button disabled={openTasks > 0} onPress={() => setAsking(true)}>
                {t('case-management.end.button')}
              </Button>
            </div>
            <span className="soft small">
              {t(openTasks > 0 ? 'case-management.end.tasks-first' : 'case-management.end.next', { count: openTasks })}
            </span>
          </Stack>
        )}
      </Stack>
      {asking && <CloseDialog careCase={careCase} onClose={() => setAsking(false)} reload={reload} />}
    </Section>
  )
}

/** What was asked, and the words with which it came back. */
function Asked({ careCase, closing }: { careCase: CaseView; closing: NonNullable<CaseView['closing']> }) {
  const t = useText()
  const format = useFormat()
  const { acceptance } = closing
  const took =
    acceptance && 'referralId' in acceptance
      ? careCase.takenOver.find(({ id }) => id === acceptance.referralId)?.name
      : undefined
  const facts = [
    { key: 'reason', label: t('case-management.end.reason'), value: t(`case-management.close.${closing.reason}`) },
    ...(closing.lastVisit
      ? [{ key: 'visit', label: t('case-management.end.last-visit'), value: format.date(closing.lastVisit) }]
      : []),
    ...(took ? [{ key: 'took', label: t('case-management.end.acceptance'), value: t(took) }] : []),
    ...(acceptance && 'agency' in acceptance
      ? [
          {
            key: 'took',
            label: t('case-management.end.acceptance'),
            value: (
              <bdi>
                {acceptance.agency} · {acceptance.confirmedBy} · {format.date(acceptance.on)}
              </bdi>
            ),
          },
        ]
      : []),
    ...(closing.afterCareOn
      ? [{ key: 'care', label: t('case-management.end.after-care'), value: format.date(closing.afterCareOn) }]
      : []),
  ]
  const back = closing.answer === 'sent-back'
  return (
    <Notice
      kind={back ? 'due-soon' : 'info'}
      title={t(back ? 'case-management.end.sent-back' : 'case-management.end.asked', {
        name: (back ? closing.answeredByName : closing.askedByName) ?? '',
      })}
    >
      {back && closing.words && <Said>{closing.words}</Said>}
      <DefinitionList facts={facts} />
      <Said>{closing.note}</Said>
    </Notice>
  )
}

function Answer({ careCase, reload }: PartProps) {
  const t = useText()
  const [returning, setReturning] = useState(false)
  const [words, setWords] = useState('')
  const agree = usePerform(closeCase, { id: careCase.id })
  const back = usePerform(sendClosingBack, { id: careCase.id })
  async function send(one: Promise<unknown>) {
    if ((await one) !== undefined) reload()
  }
  return (
    <Stack gap={2}>
      <Refusal problem={agree.refusal} />
      <Cluster>
        <Button
          kind="primary"
          busy={agree.busy}
          onPress={() => void send(agree.perform({}, { ifMatch: careCase.version }))}
        >
          {t('case-management.end.agree')}
        </Button>
        <Button onPress={() => setReturning(true)}>{t('case-management.end.send-back')}</Button>
      </Cluster>
      <span className="soft small">{t('case-management.end.agree.next')}</span>
      {returning && (
        <Dialog
          open
          onClose={() => setReturning(false)}
          title={t('case-management.end.send-back')}
          actions={
            <>
              <Button
                kind="primary"
                busy={back.busy}
                lacks={words.trim() === ''}
                onPress={() => void send(back.perform({ words }, { ifMatch: careCase.version }))}
              >
                {t('case-management.end.send-back')}
              </Button>
              <Button onPress={() => setReturning(false)}>{t('case-management.cancel')}</Button>
            </>
          }
        >
          <Stack gap={4}>
            <Refusal problem={back.refusal} />
            <LongText label={t('case-management.end.send-back.words')} required value={words} onChange={setWords} />
          </Stack>
        </Dialog>
      )}
    </Stack>
  )
}
