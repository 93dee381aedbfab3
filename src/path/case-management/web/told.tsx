import { DefinitionList, Said, Section, sayAge, useFormat, useText } from '#ui'
import { usePlaceName } from '#ui/data'
import type { CaseView } from '../view.ts'

/** What the case was told when it opened, or by its first referral. */
export function ToldPart({ careCase: { origin, facts, childId } }: { careCase: CaseView }) {
  const t = useText()
  return (
    <Section title={t(origin === 'justice-contact' ? 'case-management.told.of-child' : 'case-management.told')}>
      {facts.length === 0 ? (
        <p className="soft">{t(childId ? 'case-management.told.nothing' : 'case-management.told.nothing-yet')}</p>
      ) : (
        <Told facts={facts} />
      )}
    </Section>
  )
}

/** What somebody told about the child. */
export function Told({ facts }: { facts: CaseView['facts'] }) {
  const t = useText()
  const format = useFormat()
  const placeName = usePlaceName()
  const say = (fact: CaseView['facts'][number]) => {
    if (fact.code) return t(fact.code)
    if (fact.at) return format.dateTime(fact.at)
    if (fact.age) return sayAge(fact.age, t)
    if (['words', 'note', 'suspect', 'safe-contact'].includes(fact.item)) return <Said>{fact.text ?? ''}</Said>
    if (fact.item === 'place-code') return placeName(fact.text ?? '')
    if (fact.item === 'language' || fact.item === 'interpreter') return format.languageName(fact.text ?? '')
    return <bdi>{fact.text}</bdi>
  }
  return (
    <DefinitionList
      facts={facts.map((fact, index) => ({
        key: `${fact.item}${index}`,
        label: t(`case-management.fact.${fact.item}`),
        value: say(fact),
      }))}
    />
  )
}
