import { useState } from 'react'
import { Button, Refusal, Section, Stack, useText } from '#ui'
import { usePerform } from '#ui/data'
import type { ReferralView } from '../view.ts'
import { CompleteDialog, WithdrawDialog } from './action-dialogs.tsx'
import { DeclineDialog } from './decline-dialog.tsx'
import { acceptReferral, acknowledgeReferral } from './routes.ts'

interface ActionsProps {
  referral: ReferralView
  reload: () => void
}

const own = ['acknowledge', 'accept', 'decline', 'complete', 'withdraw']

/** The actions of this person, each with its consequence. Sending is in the part about consent. */
export function ReferralActions({ referral, reload }: ActionsProps) {
  const t = useText()
  const [asking, setAsking] = useState<string>()
  const acknowledge = usePerform(acknowledgeReferral, { id: referral.id })
  const accept = usePerform(acceptReferral, { id: referral.id })
  const moves = referral.moves.filter((move) => own.includes(move))
  if (moves.length === 0) return null
  const first = moves[0]
  async function press(move: string) {
    if (move !== 'acknowledge' && move !== 'accept') return setAsking(move)
    const command = move === 'accept' ? accept : acknowledge
    if ((await command.perform({}, { ifMatch: referral.version })) !== undefined) reload()
  }
  const close = (): void => setAsking(undefined)
  return (
    <Section title={t('referral.act')}>
      <Refusal
        problem={acknowledge.refusal ?? accept.refusal}
        actions={<Button onPress={reload}>{t('referral.act.look-again')}</Button>}
      />
      <Stack gap={4}>
        {moves.map((move) => (
          <Stack key={move} gap={1}>
            <div>
              <Button
                kind={move === first && move !== 'withdraw' ? 'primary' : 'secondary'}
                busy={(move === 'acknowledge' && acknowledge.busy) || (move === 'accept' && accept.busy)}
                onPress={() => void press(move)}
              >
                {t(`referral.act.${move}`)}
              </Button>
            </div>
            <span className="soft small">{t(`referral.act.${move}.next`)}</span>
          </Stack>
        ))}
      </Stack>
      <DeclineDialog referral={referral} open={asking === 'decline'} onClose={close} reload={reload} />
      <WithdrawDialog referral={referral} open={asking === 'withdraw'} onClose={close} reload={reload} />
      <CompleteDialog referral={referral} open={asking === 'complete'} onClose={close} reload={reload} />
    </Section>
  )
}
