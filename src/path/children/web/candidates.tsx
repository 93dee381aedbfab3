import {
  Button,
  Card,
  Choices,
  Cluster,
  DefinitionList,
  Icon,
  Link,
  Section,
  Stack,
  Tag,
  useFormat,
  useText,
  Why,
} from '#ui'
import { labelOf, nameOf, searchedCodes } from '../fields.ts'
import type { SearchView } from '../view.ts'
import { useWords } from './words.ts'

export type CandidateView = SearchView['candidates'][number]

interface CandidatesProps {
  found: SearchView
  rejected: readonly number[]
  onReject: (number: number, rejected: boolean) => void
  /** Set if the search is for a certain person, e.g. a child of a concern. */
  onChoose?: ((childId: string) => void) | undefined
}

/** Possible matches, each with the reasons for and against. */
export function Candidates({ found, rejected, onReject, onChoose }: CandidatesProps) {
  const t = useText()
  return (
    <Section title={t('children.found.title', { count: found.candidates.length })}>
      <Stack gap={4}>
        {found.tooMany && <p className="soft">{t('children.found.too-many')}</p>}
        {found.candidates.map((candidate) => (
          <CandidateCard
            key={candidate.number}
            candidate={candidate}
            rejected={rejected.includes(candidate.number)}
            onReject={onReject}
            onChoose={onChoose}
          />
        ))}
      </Stack>
    </Section>
  )
}

function CandidateCard({
  candidate,
  rejected,
  onReject,
  onChoose,
}: { candidate: CandidateView; rejected: boolean } & Pick<CandidatesProps, 'onReject' | 'onChoose'>) {
  const t = useText()
  const { number, child, likelihood } = candidate
  return (
    <Card>
      <Cluster spread>
        <CandidateTitle candidate={candidate} />
        <Tag tone={likelihood === 'likely' ? 'accent' : 'plain'}>{t(`children.likelihood.${likelihood}`)}</Tag>
      </Cluster>
      <CandidateWho candidate={candidate} />
      <Reasons candidate={candidate} />
      <Choices
        label={t('children.found.decide')}
        options={[{ value: 'no', label: t('children.found.not-this-child') }]}
        values={rejected ? ['no'] : []}
        onChange={(values) => onReject(number, values.length > 0)}
      />
      {child && !rejected && (
        <Cluster>
          {onChoose && (
            <Button kind="primary" onPress={() => onChoose(child.id)}>
              {t('children.found.this-child')}
            </Button>
          )}
          <Link kind="secondary" href={`/children/${child.id}`}>
            {t('children.found.open')}
          </Link>
        </Cluster>
      )}
    </Card>
  )
}

function CandidateTitle({ candidate: { child, number } }: { candidate: CandidateView }) {
  const t = useText()
  const name = child?.names[0]?.text
  return <h3>{name ? <bdi>{name}</bdi> : t('children.found.number', { number })}</h3>
}

function CandidateWho({ candidate: { child, ageBand, agency } }: { candidate: CandidateView }) {
  const t = useText()
  const words = useWords()
  const format = useFormat()
  if (!child) {
    return (
      <Cluster>
        <p>
          {t('children.found.elsewhere', {
            agency: agency ? t(agency) : t('children.agency-unknown'),
            age: t(`children.age-band.${ageBand}`),
          })}
        </p>
        <Why title={t('children.found.why-hidden')}>{t('children.found.why-hidden.text')}</Why>
      </Cluster>
    )
  }
  const others = child.names.slice(1).map(({ text }) => text)
  const facts = [
    { key: 'names', label: t('children.other-names'), value: words.list(others), shown: others.length > 0 },
    { key: 'age', label: t('children.age-now'), value: words.ages(child.ageNow), shown: true },
    ...searchedCodes.map((field) => {
      const code = child[nameOf(field)]
      return {
        key: field.key,
        label: t(labelOf(field)),
        value: t(`${field.words}.${code}`),
        shown: code !== 'unknown',
      }
    }),
    {
      key: 'languages',
      label: t('children.languages'),
      value: format.list(child.languages.map(format.languageName)),
      shown: child.languages.length > 0,
    },
    { key: 'reference', label: t('children.reference'), value: child.reference, shown: true },
  ]
  return <DefinitionList facts={facts.filter(({ shown }) => shown)} />
}

const marks = { match: 'check', near: 'near', differs: 'differs' } as const

/** For each field: matches, nearly, or not, with the reason. Never one number. */
export function Reasons({ candidate }: { candidate: Pick<CandidateView, 'fields'> }) {
  const t = useText()
  const format = useFormat()
  const known = candidate.fields.filter(({ result }) => result !== 'blank')
  const blank = candidate.fields.filter(({ result }) => result === 'blank')
  return (
    <div className="stack">
      <ul className="plain" aria-label={t('children.found.reasons')}>
        {known.map(({ field, result, reasons }) => (
          <li key={field}>
            {result !== 'blank' && <Icon name={marks[result]} size={16} />}{' '}
            <strong>{t(`children.match.${field}`)}</strong>
            {': '}
            {t(`children.result.${result}`)}
            {reasons.length > 0 && ` (${format.list(reasons.map((reason) => t(`children.reason.${reason}`)))})`}
          </li>
        ))}
      </ul>
      {blank.length > 0 && (
        <p className="soft small">
          {t('children.found.not-compared', {
            fields: format.list(blank.map(({ field }) => t(`children.match.${field}`))),
          })}
        </p>
      )}
    </div>
  )
}
