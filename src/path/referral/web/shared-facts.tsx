import { DefinitionList, Said, Stack, sayAge, useFormat, useText } from '#ui'
import { usePlaceName } from '#ui/data'
import type { ReferralView } from '../view.ts'

type Fact = ReferralView['facts'][number]

/** All shared facts by group, in their exact words. */
export function SharedFacts({ facts }: { facts: readonly Fact[] }) {
  const t = useText()
  const chosen = facts.filter(({ item }) => item !== 'how-soon' && item !== 'caregiver')
  return (
    <Stack gap={4}>
      <DefinitionList
        facts={facts.map((fact, index) => ({
          key: `${fact.item}${index}`,
          label: t(`referral.shared.${fact.item}`),
          value: <FactValue fact={fact} />,
        }))}
      />
      {chosen.length === 0 && <p className="soft">{t('referral.shared.nothing')}</p>}
    </Stack>
  )
}

function FactValue({ fact }: { fact: Fact }) {
  const t = useText()
  const format = useFormat()
  const placeName = usePlaceName()
  if (fact.code) return <>{t(fact.code)}</>
  if (fact.at) return <>{format.dateTime(fact.at)}</>
  if (fact.age) return <>{sayAge(fact.age, t)}</>
  if (['words', 'note', 'suspect', 'safe-contact'].includes(fact.item)) return <Said>{fact.text ?? ''}</Said>
  if (fact.item === 'language' || fact.item === 'interpreter') return <>{format.languageName(fact.text ?? '')}</>
  if (fact.item === 'place-code') return <>{placeName(fact.text ?? '')}</>
  return <bdi>{fact.text}</bdi>
}
