import { useState } from 'react'
import { Button, LongText, Refusal, Said, Section, Stack, useFormat, useText } from '#ui'
import { usePerform } from '#ui/data'
import type { ReferralView } from '../view.ts'
import { writeMessage } from './routes.ts'

export function Thread({ referral, reload }: { referral: ReferralView; reload: () => void }) {
  const t = useText()
  const format = useFormat()
  const [text, setText] = useState('')
  const write = usePerform(writeMessage, { id: referral.id })
  async function send() {
    if ((await write.perform({ text })) === undefined) return
    setText('')
    reload()
  }
  return (
    <Section title={t('referral.thread')}>
      {referral.messages.length === 0 && <p className="soft">{t('referral.thread.empty')}</p>}
      <Stack gap={4}>
        {referral.messages.map((message) => (
          <Stack key={message.id} gap={1}>
            <span className="small soft">
              <bdi>{message.mine ? t('referral.thread.me') : (message.person ?? t('referral.thread.someone'))}</bdi>
              {message.agency && <> · {t(message.agency)}</>} ·{' '}
              <time dateTime={message.at}>{format.dateTime(message.at)}</time>
            </span>
            <Said>{message.text}</Said>
          </Stack>
        ))}
      </Stack>
      <Refusal problem={write.refusal} />
      <Stack gap={2}>
        <LongText
          label={t('referral.thread.write')}
          hint={t('referral.thread.hint')}
          value={text}
          onChange={setText}
          required
        />
        <Button busy={write.busy} disabled={text.trim() === ''} onPress={() => void send()}>
          {t('referral.thread.send')}
        </Button>
      </Stack>
    </Section>
  )
}
