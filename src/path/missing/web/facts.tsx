import { DefinitionList, Said, sayAge, useFormat, useText } from '#ui'
import type { Fact } from '#ui'
import type { MissingView } from '../view.ts'
import { useSayMoment } from './moment.tsx'

const labels: Readonly<Record<string, string>> = {
  name: 'missing.fact.name',
  sex: 'missing.fact.sex',
  age: 'missing.fact.age',
  'age-at-registration': 'missing.fact.age',
  childhood: 'missing.fact.age',
  language: 'missing.fact.language',
  languages: 'missing.fact.language',
}

/** What helps to find the child. On a sheet for strangers nothing is said of whom the child fears or was with. */
export function MissingFacts({ view, onSheet = false }: { view: MissingView; onSheet?: boolean }) {
  const t = useText()
  const format = useFormat()
  const say = useSayMoment()
  const { report } = view
  const known = view.facts.map((fact, index): Fact => {
    const { item, code, age, text = '' } = fact
    const words = code ? t(code) : age ? sayAge(age, t) : item.startsWith('language') ? format.languageName(text) : text
    return { key: `${item}${index}`, label: t(labels[item] ?? 'missing.fact.other'), value: <bdi>{words}</bdi> }
  })
  const words = (key: 'wearing' | 'helps' | 'companyWords' | 'fearWords'): Fact[] =>
    report[key] ? [{ key, label: t(`missing.ask.${key}`), value: <Said>{report[key]}</Said> }] : []
  return (
    <DefinitionList
      facts={[
        ...known,
        { key: 'lastSeen', label: t('missing.ask.lastSeen'), value: say(report.lastSeen) },
        { key: 'from', label: t('missing.ask.from'), value: t(`missing.place.${report.from}`) },
        ...words('wearing'),
        ...words('helps'),
        ...(onSheet
          ? []
          : [
              { key: 'company', label: t('missing.ask.company'), value: t(`missing.company.${report.company}`) },
              ...words('companyWords'),
              { key: 'fear', label: t('missing.ask.fear'), value: t(`missing.fear.${report.fear}`) },
              ...words('fearWords'),
            ]),
      ]}
    />
  )
}
