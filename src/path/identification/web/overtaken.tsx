import { Button, Notice, useText } from '#ui'
import { currentAnswers } from '../current-answers.ts'
import type { Family } from '../pack-model.ts'
import { isolated } from './isolated.ts'
import type { Answering } from './use-answers.ts'

/** Two people answered the same sign at the same time. Shows both answers, and a person decides. */
export function Overtaken({ answering, family }: { answering: Answering; family: Family }) {
  const t = useText()
  const theirs = currentAnswers(answering.screening.answers)
  const here = answering.overtaken.filter((mine) => family.indicators.some((sign) => sign.id === mine.indicatorId))
  return (
    <>
      {here.map((mine) => {
        const sign = family.indicators.find((each) => each.id === mine.indicatorId)
        const other = theirs.get(mine.indicatorId)
        return (
          <Notice
            key={`${mine.indicatorId} ${mine.at}`}
            live
            kind="due-soon"
            title={t('identification.overtaken.title', {
              name: isolated((other && answering.screening.people[other.by]) ?? t('identification.someone')),
            })}
            actions={
              <>
                <Button onPress={() => answering.keepMine(mine)}>
                  {t('identification.overtaken.mine', { value: t(`identification.value.${mine.value}`) })}
                </Button>
                <Button onPress={() => answering.keepTheirs(mine)}>
                  {t('identification.overtaken.theirs', {
                    value: other ? t(`identification.value.${other.value}`) : '',
                  })}
                </Button>
              </>
            }
          >
            {sign && t(sign.text)}
          </Notice>
        )
      })}
    </>
  )
}
