import { Notice } from '../feedback/notice.tsx'
import { useFormat } from '../language/format.ts'
import { useText } from '../language/language.tsx'
import { DefinitionList } from './definition-list.tsx'

interface MeetingFact {
  item: string
  text?: string | undefined
  code?: string | undefined
}

/** How to speak with the child, on every screen from which somebody goes to meet them. Nothing while nothing is known. */
export function BeforeYouMeet({ facts }: { facts: readonly MeetingFact[] }) {
  const t = useText()
  const format = useFormat()
  if (facts.length === 0) return null
  const items = [...new Set(facts.map(({ item }) => item))]
  const say = ({ item, text = '', code }: MeetingFact) => {
    if (code) return t(code)
    return item === 'interpreter' ? format.languageName(text) : text
  }
  return (
    <Notice title={t('children.meeting.before')}>
      <DefinitionList
        facts={items.map((item) => {
          const said = facts.filter((fact) => fact.item === item).map(say)
          const words = said.length === 1 ? said[0]! : format.list(said)
          return { key: item, label: t(`children.field.${item}`), value: <bdi>{words}</bdi> }
        })}
      />
    </Notice>
  )
}
