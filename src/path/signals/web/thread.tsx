import { useState } from 'react'
import { Asked, Button, Choice, LongText, Refusal, Said, Section, Stack, useFormat, useText } from '#ui'
import { usePerform } from '#ui/data'
import type { ConcernView } from '../view.ts'
import { Facts } from './facts.tsx'
import { addToConcern, writeAboutConcern } from './routes.ts'

interface ThreadProps {
  concern: ConcernView
  reload: () => void
}

/** Messages with the person who raised the concern, and notes for the desk only. */
export function Thread({ concern, reload }: ThreadProps) {
  const t = useText()
  const desk = concern.side === 'desk'
  const [text, setText] = useState('')
  const nobodyReads = whyNobodyReads(concern)
  const [chosen, setSide] = useState<'desk' | 'note'>('desk')
  const side = nobodyReads ? 'note' : chosen
  const atDesk = usePerform(writeAboutConcern, { id: concern.id })
  const asReporter = usePerform(addToConcern, { id: concern.id })
  const send = desk ? atDesk : asReporter
  async function write() {
    if ((await (desk ? atDesk.perform({ text, side }) : asReporter.perform({ text }))) === undefined) return
    setText('')
    reload()
  }
  return (
    <Section title={t(desk ? 'signals.thread' : 'signals.thread.mine')}>
      <Asked>
        <Messages concern={concern} />
        <Refusal problem={send.refusal} />
        <Stack gap={4}>
          {desk && nobodyReads && <p>{t(`signals.thread.${nobodyReads}`)}</p>}
          {desk && !nobodyReads && (
            <Choice
              label={t('signals.thread.for')}
              value={side}
              onChange={setSide}
              options={[
                {
                  value: 'desk',
                  label: t('signals.thread.for.reporter'),
                  hint: t(`signals.thread.reached.${concern.channel}`),
                },
                { value: 'note', label: t('signals.thread.for.desk'), hint: t('signals.thread.for.desk.hint') },
              ]}
            />
          )}
          <LongText
            label={t(desk ? (nobodyReads ? 'signals.thread.from.note' : 'signals.thread.write') : 'signals.thread.add')}
            hint={t(desk && side === 'desk' ? 'signals.thread.safe' : 'signals.thread.kept')}
            value={text}
            onChange={setText}
            required
          />
          <div>
            <Button busy={send.busy} lacks={text.trim() === ''} onPress={() => void write()}>
              {t(desk ? `signals.thread.send.${side}` : 'signals.thread.send.add')}
            </Button>
          </div>
        </Stack>
      </Asked>
    </Section>
  )
}

/** Why words to whoever raised the concern would reach nobody. */
function whyNobodyReads({ channel, raiserKeptAway }: ConcernView): 'system' | 'kept-away' | undefined {
  if (channel === 'agency-key') return 'system'
  return raiserKeptAway ? 'kept-away' : undefined
}

function Messages({ concern }: { concern: ConcernView }) {
  const t = useText()
  const format = useFormat()
  if (concern.messages.length === 0) return <p className="soft">{t('signals.thread.empty')}</p>
  return (
    <Stack gap={4}>
      {concern.messages.map((message) => (
        <Stack key={message.id} gap={1}>
          <span className="small soft">
            {t(
              `signals.thread.from.${concern.side === 'reporter' && message.side === 'reporter' ? 'me' : message.side}`,
            )}{' '}
            · <time dateTime={message.at}>{format.dateTime(message.at)}</time>
          </span>
          <Said>{message.text}</Said>
          {message.told && <Facts told={message.told} receivedAt={message.at} />}
        </Stack>
      ))}
    </Stack>
  )
}
