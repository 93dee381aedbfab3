import { Disclosure, Notice, Tag, useText, Why } from '#ui'
import { answersTo, currentAnswers } from '../current-answers.ts'
import type { Indicator } from '../pack-model.ts'
import { formsOf } from '../forms-of.ts'
import { offeredFirst } from './offered.ts'
import type { PartProps } from './part-page.tsx'
import { Overtaken } from './overtaken.tsx'
import { Sign } from './sign.tsx'

/** One family of signs, each with its answer and how it is known. */
export function FamilyPart({ part, answering, drafts }: PartProps) {
  const t = useText()
  const { pack, family } = part
  if (!pack || !family) return null
  const current = currentAnswers(answering.screening.answers)
  const { first, rest } = offeredFirst(formsOf(answering.screening), family, (id) => current.has(id))
  const signs = (list: readonly Indicator[]) => (
    <div className="screening-signs">
      {list.map((sign) => (
        <Sign
          key={sign.id}
          sign={sign}
          answer={current.get(sign.id)}
          history={answersTo(answering.screening, sign.id)}
          people={answering.screening.people}
          onAnswer={(said) => answering.answer(sign.id, said)}
          drafts={drafts}
        />
      ))}
    </div>
  )
  return (
    <div className="stack">
      <p className="lede">{t(family.hint)}</p>
      <p className="screening-pack">
        <span className="soft">{t(pack.title)}</span>
        {!pack.source.verified && <Tag tone="due-soon">{t('ui.source.unverified')}</Tag>}
        <Why title={t('identification.why.pack')} source={pack.source} label={t('identification.about-list')}>
          <p>{t(pack.about)}</p>
          <p>{t(pack.population.text)}</p>
          <p>{t(pack.accuracy)}</p>
          <p className="soft">{t(pack.licence.note)}</p>
        </Why>
      </p>
      {part.pack?.id === 'legal-test' && <Notice>{t('identification.law.note')}</Notice>}
      <Overtaken answering={answering} family={family} />
      {signs(first)}
      {rest.length > 0 && <Disclosure title={t('identification.rest.signs')}>{signs(rest)}</Disclosure>}
    </div>
  )
}
