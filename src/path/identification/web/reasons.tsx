import { Cluster, Disclosure, Icon, Link, SourceLine, Tag, useText, Why } from '#ui'
import type { Truth } from '#lib/rules'
import { currentAnswers } from '../current-answers.ts'
import type { SignAnswer, FamilyFinding, Finding, Limit } from '../model.ts'
import type { Indicator, IndicatorPack } from '../pack-model.ts'
import type { ScreeningView } from '../view.ts'
import { saysReferNow } from '../weigh.ts'
import { hrefOfReferral } from './href-of-referral.ts'
import { stepsOfPresumption } from './presumption.ts'

/** Limits that explain the three parts of the law and are shown with them. */
const ofTheLaw: readonly Limit[] = ['agreement-does-not-matter', 'a-plan-is-enough']
/** Limits of the presumption, which are part of what it says. */
const ofTheReading: readonly Limit[] = ['by-unchecked-list', 'by-unread-law', 'link-open', 'link-denied']

interface ReasonsProps {
  packs: readonly IndicatorPack[]
  screening: ScreeningView
  finding: Finding
  onOpen: (family: string) => void
  /** Whether this reader has the part of a family: the first line does not have the long lists. */
  canOpen: (family: string) => boolean
}

/** What the answers say so far, with reasons, unknowns and limits. */
export function Reasons({ packs, screening, finding, onOpen, canOpen }: ReasonsProps) {
  const t = useText()
  const signs = new Map(
    packs.flatMap((pack) =>
      pack.families.flatMap((family) => family.indicators.map((each) => [each.id, each] as const)),
    ),
  )
  const titles = new Map(
    packs.flatMap((pack) => pack.families.map((family) => [`${pack.id}/${family.id}`, family.title] as const)),
  )
  const current = currentAnswers(screening.answers)
  const families = finding.packs.flatMap((pack) => pack.families)
  const list = (pick: (family: FamilyFinding) => readonly string[]) =>
    families.flatMap((family) => pick(family).map((id) => ({ id, family: family.family })))
  const shown = { signs, titles, current, onOpen, canOpen }
  const rule = finding.law.rules.find((each) => each.rule === 'R1')
  return (
    <div className="screening-reasons-body">
      <h2>{t('identification.reasons')}</h2>
      <div className="screening-reading" data-reading={finding.reading}>
        <p className="strong" role="status">
          {t(`identification.reading.${finding.reading}`)}
        </p>
        <p>{t(`identification.reading.${finding.reading}.text`)}</p>
        {finding.limits
          .filter((limit) => ofTheReading.includes(limit))
          .map((limit) => (
            <p key={limit}>{t(`identification.limit.${limit}`)}</p>
          ))}
        {saysReferNow(finding) ? (
          <ReferNow screening={screening} finding={finding} />
        ) : (
          finding.reading === 'reasons-to-presume' && (
            <Link kind="primary" href={hrefOfReferral(screening)}>
              {t('identification.next.refer')}
            </Link>
          )
        )}
      </div>
      <ul className="screening-law">
        {stepsOfPresumption(finding).map((step) => (
          <li key={step.name} data-result={step.result}>
            <ResultIcon result={step.result} />
            <span>{t(`identification.presumption.${step.name}.${step.result}`)}</span>
          </li>
        ))}
      </ul>
      <Why
        title={t('identification.why.presumption')}
        source={rule?.sources[0]}
        label={t('identification.why.presumption')}
      >
        <p>{t('identification.rule.R1')}</p>
        {finding.limits
          .filter((limit) => ofTheLaw.includes(limit))
          .map((limit) => (
            <p key={limit}>{t(`identification.limit.${limit}`)}</p>
          ))}
      </Why>
      <h3>{t('identification.limits')}</h3>
      <ul className="screening-limits">
        {finding.limits
          .filter((limit) => !ofTheLaw.includes(limit) && !ofTheReading.includes(limit))
          .map((limit) => (
            <li key={limit}>{t(`identification.limit.${limit}`)}</li>
          ))}
      </ul>
      <ReasonList
        title={t('identification.reasons.for')}
        entries={list((family) => family.speaksFor)}
        shown={shown}
        empty={t('identification.reasons.for.none')}
      />
      <ReasonList
        title={t('identification.reasons.not-seen')}
        entries={list((family) => family.notSeen)}
        shown={shown}
        note={t('identification.reasons.not-seen.note')}
        folded
      />
      <ReasonList
        title={t('identification.reasons.unknown')}
        entries={list((family) => family.unknown)}
        shown={shown}
        folded
      />
      <NotLoaded packs={packs.filter((pack) => pack.status === 'not-loaded')} />
    </div>
  )
}

/** Rule R1b: child protection now, with its source, before and whatever a person decides. */
function ReferNow({ screening, finding }: Pick<ReasonsProps, 'screening' | 'finding'>) {
  const t = useText()
  const rule = finding.law.rules.find((each) => each.rule === 'R1b')
  return (
    <>
      {finding.reading !== 'refer-now' && <p className="strong">{t('identification.reading.refer-now')}</p>}
      <Cluster>
        <Link kind="primary" href={hrefOfReferral(screening)}>
          {t('identification.next.refer')}
        </Link>
        <Why title={t('identification.why.refer-now')} source={rule?.sources[0]}>
          <p>{t('identification.rule.R1b')}</p>
          {rule?.sources[1] && <SourceLine source={rule.sources[1]} />}
        </Why>
      </Cluster>
    </>
  )
}

function ResultIcon({ result }: { result: Truth }) {
  return <Icon name={result === 'yes' ? 'check' : result === 'no' ? 'close' : 'question'} size={18} />
}

interface Shown {
  signs: ReadonlyMap<string, Indicator>
  titles: ReadonlyMap<string, Indicator['text']>
  current: ReadonlyMap<string, SignAnswer>
  onOpen: (family: string) => void
  canOpen: (family: string) => boolean
}

function ReasonList({
  title,
  entries,
  shown,
  empty,
  note,
  folded,
}: {
  title: string
  entries: readonly { id: string; family: string }[]
  shown: Shown
  empty?: string
  note?: string
  folded?: boolean
}) {
  const t = useText()
  const items = (
    <ul className="screening-reason-list">
      {entries.map(({ id, family }) => {
        const sign = shown.signs.get(id)
        const how = shown.current.get(id)?.how
        return sign ? (
          <li key={id}>
            {shown.canOpen(family) ? (
              <button type="button" className="screening-reason" onClick={() => shown.onOpen(family)}>
                {t(sign.text)}
              </button>
            ) : (
              <span>{t(sign.text)}</span>
            )}
            {!note && (
              <span className="soft small">
                {how ? t(`identification.how.${how}`) : t('identification.how.missing')}
              </span>
            )}
          </li>
        ) : null
      })}
    </ul>
  )
  const heading = t('identification.reasons.counted', { title, count: entries.length })
  if (folded)
    return entries.length > 0 ? (
      <Disclosure title={heading}>
        {note && <p>{note}</p>}
        {items}
      </Disclosure>
    ) : (
      <p className="soft small">{heading}</p>
    )
  return (
    <>
      <h3>{heading}</h3>
      {entries.length > 0 ? items : <p className="soft">{empty}</p>}
    </>
  )
}

/** Packs that are not loaded, each with the reason. */
function NotLoaded({ packs }: { packs: readonly IndicatorPack[] }) {
  const t = useText()
  return (
    <Disclosure title={t('identification.not-loaded', { count: packs.length })}>
      <ul className="screening-slots">
        {packs.map((pack) => (
          <li key={pack.id}>
            <strong>{t(pack.title)}</strong> <Tag>{t('identification.not-loaded.tag')}</Tag>
            <p>{pack.missing && t(pack.missing.why)}</p>
            <SourceLine source={pack.source} />
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}
