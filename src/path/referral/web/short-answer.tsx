import type { ReactNode } from 'react'
import { Asked, Button, LongText, Notice, Refusal, Stack } from '#ui'
import type { Performing } from '#ui/data'

interface ShortAnswerProps {
  title: string
  /** What is asked, with its choices. */
  children: ReactNode
  answered: boolean
  /** Absent while there is nothing to explain. */
  words?: { label: string; required: boolean; value: string; onChange: (words: string) => void } | false | undefined
  performing: Pick<Performing<never, unknown>, 'busy' | 'refusal'>
  keep: { label: string; primary?: boolean; press: () => Promise<void> }
}

/** An answer that somebody owes on a referral: a choice, words where they are needed, and its button. */
export function ShortAnswer({ title, children, answered, words, performing, keep }: ShortAnswerProps) {
  const lacksWords = words && words.required && words.value.trim() === ''
  return (
    <Asked>
      <Notice kind="due-soon" title={title}>
        <Stack gap={4}>
          {children}
          {words && <LongText {...words} />}
          <Refusal problem={performing.refusal} />
          <div>
            <Button
              kind={keep.primary ? 'primary' : 'secondary'}
              busy={performing.busy}
              lacks={!answered || Boolean(lacksWords)}
              onPress={() => void keep.press()}
            >
              {keep.label}
            </Button>
          </div>
        </Stack>
      </Notice>
    </Asked>
  )
}
