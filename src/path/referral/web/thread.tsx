import { useState } from 'react'
import { Asked, Button, LongText, Refusal, Said, Section, Stack, Tag, useFormat, useText } from '#ui'
import { usePerform } from '#ui/data'
import type { ReferralView } from '../view.ts'
import { writeMessage } from './routes.ts'

interface ThreadProps {
  referral: ReferralView
  isNew: (messageId: string) => boolean
  reload: () => void
}

export function Thread({ referral, isNew, reload }: ThreadProps) {
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
      <Asked>
        {referral.messages.length === 0 && <p className="soft">{t('referral.thread.empty')}</p>}
        <Stack gap={4}>
          {referral.messages.map((message) => (
            <Stack key={message.id} gap={1}>
              <span className="small soft">
                <bdi>{message.mine ? t('referral.thread.me') : (message.person ?? t('referral.thread.someone'))}</bdi>
                {message.agency && (
                  <>
                    {' · '}
                    <bdi>{t(message.agency)}</bdi>
                  </>
                )}{' '}
                · <time dateTime={message.at}>{format.dateTime(message.at)}</time>{' '}
                {isNew(message.id) && <Tag tone="accent">{t('referral.thread.new')}</Tag>}
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
          <Button busy={write.busy} lacks={text.trim() === ''} onPress={() => void send()}>
            {t('referral.thread.send')}
          </Button>
        </Stack>
      </Asked>
    </Section>
  )
}
