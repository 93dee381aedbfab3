import { useState } from 'react'
import type { ReactNode } from 'react'
import {
  Button,
  Choice,
  Cluster,
  DutyClock,
  Link,
  LongText,
  Notice,
  Refusal,
  Said,
  Section,
  Stack,
  Tag,
  useFormat,
  useText,
  Why,
} from '#ui'
import { usePerform } from '#ui/data'
import { otherNeed, type OtherNeed, outcomeCode, type OutcomeCode } from '../codes.ts'
import { isLowerThan, saysReferNow } from '../weigh.ts'
import { asksOtherNeed, nextSteps, whyRefer } from '../next-steps.ts'
import type { Finding } from '../model.ts'
import type { ScreeningView } from '../view.ts'
import { hrefOfReferral } from './href-of-referral.ts'
import { isolated } from './isolated.ts'
import type { PartProps } from './part-page.tsx'
import { decideOutcome } from './routes.ts'

/** A person decides, with their own reason. Nothing is preselected, and nothing is closed. */
export function DecidePart({ answering, finding, drafts, reload }: PartProps) {
  const t = useText()
  const { screening, saved } = answering
  const [outcome, setOutcome] = useState<OutcomeCode>()
  const [need, setNeed] = useState<OtherNeed>()
  const [tried, setTried] = useState(false)
  const { perform, busy, refusal, clear } = usePerform(decideOutcome, { id: screening.id })
  const reason = drafts.get('reason')
  const whyNot = drafts.get('why-not')
  const lower = outcome !== undefined && isLowerThan(outcome, finding.reading)
  const asksNeed = outcome !== undefined && asksOtherNeed(outcome)
  const missing = {
    outcome: !outcome,
    need: asksNeed && !need,
    reason: reason.trim() === '',
    whyNot: lower && whyNot.trim() === '',
  }

  async function decide() {
    setTried(true)
    if (!outcome || missing.need || missing.reason || missing.whyNot) return
    const decided = await perform({
      outcome,
      ...(asksNeed && { otherNeed: need }),
      reason: reason.trim(),
      ...(lower && { whyNot: whyNot.trim() }),
      onVersion: screening.version,
    })
    if (!decided) return
    drafts.clear('reason', 'why-not')
    setOutcome(undefined)
    setNeed(undefined)
    setTried(false)
    reload()
  }

  return (
    <div className="stack">
      {screening.outcomes.length > 0 && <Decided screening={screening} finding={finding} />}
      <Frame title={screening.outcomes.length > 0 ? t('identification.decide.again') : undefined}>
        <Stack>
          <p>{t('identification.decide.lede')}</p>
          <DecideBy screening={screening} />
          <Notice title={t(`identification.reading.${finding.reading}`)}>{t('identification.decide.reading')}</Notice>
          <Choice
            label={t('identification.decide.outcome')}
            options={outcomeCode.values.map((code) => ({
              value: code,
              label: t(`identification.outcome.${code}`),
              hint: t(
                code === 'no-grounds-for-now' && !screening.mayLower
                  ? 'identification.outcome.no-grounds-for-now.not-you'
                  : `identification.outcome.${code}.hint`,
              ),
              disabled: code === 'no-grounds-for-now' && !screening.mayLower,
            }))}
            value={outcome}
            onChange={(code) => setOutcome(code as OutcomeCode)}
            error={tried && missing.outcome ? t('identification.decide.outcome.missing') : undefined}
          />
          {asksNeed && <AskNeed value={need} onChange={setNeed} missing={tried && missing.need} />}
          <LongText
            label={t('identification.decide.reason')}
            hint={t('identification.decide.reason.hint')}
            value={reason}
            onChange={(text) => drafts.set('reason', text)}
            error={tried && missing.reason ? t('identification.decide.reason.missing') : undefined}
          />
          {lower && (
            <LongText
              label={t('identification.decide.why-not')}
              hint={t('identification.decide.why-not.hint')}
              value={whyNot}
              onChange={(text) => drafts.set('why-not', text)}
              error={tried && missing.whyNot ? t('identification.decide.why-not.missing') : undefined}
            />
          )}
          <Refusal
            problem={refusal}
            actions={
              <Button
                onPress={() => {
                  clear()
                  reload()
                }}
              >
                {t('identification.decide.look-again')}
              </Button>
            }
          />
          {saved !== 'saved' && <p className="soft">{t('identification.decide.not-saved-yet')}</p>}
          <Cluster>
            <Button kind="primary" onPress={() => void decide()} busy={busy} disabled={saved !== 'saved'}>
              {t('identification.decide.do')}
            </Button>
          </Cluster>
        </Stack>
      </Frame>
    </div>
  )
}

interface AskNeedProps {
  value: OtherNeed | undefined
  onChange: (need: OtherNeed) => void
  missing: boolean
}

/** Trafficking is never the gate: an outcome that refers to nobody says whether the child needs protection all the same. */
function AskNeed({ value, onChange, missing }: AskNeedProps) {
  const t = useText()
  return (
    <Choice
      label={t('identification.decide.need')}
      hint={t('identification.decide.need.hint')}
      options={otherNeed.values.map((code) => ({
        value: code,
        label: t(`identification.other-need.${code}`),
        ...(code !== 'no' && { hint: t('identification.other-need.refer') }),
      }))}
      value={value}
      onChange={(code) => onChange(code as OtherNeed)}
      error={missing ? t('identification.decide.need.missing') : undefined}
    />
  )
}

/** The date by which a person decides, until then. */
function DecideBy({ screening }: { screening: ScreeningView }) {
  const clock = screening.clocks.find(({ metAt, stoppedAt }) => metAt === null && stoppedAt === null)
  return clock ? <DutyClock clock={clock} /> : null
}

/** The first decision is under the heading of the page, a further one under its own heading. The form is the same. */
function Frame({ title, children }: { title: string | undefined; children: ReactNode }) {
  const t = useText()
  return (
    <section className="section" aria-label={title ?? t('identification.part.decide')}>
      {title !== undefined && <h2>{title}</h2>}
      {children}
    </section>
  )
}

/** The latest outcome, earlier ones, and the next steps. */
function Decided({ screening, finding }: { screening: ScreeningView; finding: Finding }) {
  const t = useText()
  const format = useFormat()
  const last = screening.outcomes.at(-1)
  if (!last) return null
  return (
    <>
      <Section title={t('identification.decided.title')}>
        <ol className="screening-outcomes">
          {[...screening.outcomes].reverse().map((each) => (
            <li key={each.onVersion} className="stack">
              <p>
                <Tag tone={each === last ? 'accent' : 'plain'}>{t(`identification.outcome.${each.outcome}`)}</Tag>{' '}
                <span className="soft">
                  {t('identification.answered-by', {
                    name: isolated(screening.people[each.by] ?? t('identification.someone')),
                    at: isolated(format.dateTime(each.at)),
                  })}
                </span>
              </p>
              {each.otherNeed && <p>{t(`identification.other-need.${each.otherNeed}.says`)}</p>}
              <Said>{each.reason}</Said>
              {each.whyNot && <Said>{each.whyNot}</Said>}
            </li>
          ))}
        </ol>
      </Section>
      <Section title={t('identification.next.title')}>
        <ul className="screening-next">
          {nextSteps(last, finding.childPath, {
            adultNow: finding.adultNow,
            referNow: saysReferNow(finding),
          }).map(({ step, rule, sources }) => (
            <li key={step}>
              <span>
                <strong>{t(`identification.step.${step}`)}</strong>
                <br />
                {t(`identification.step.${step}.text`)}
              </span>
              {sources[0] && (
                <Why title={t('identification.why.step')} source={sources[0]}>
                  <p>{t(rule ? `identification.rule.${rule}` : `identification.step.${step}.text`)}</p>
                </Why>
              )}
            </li>
          ))}
        </ul>
        <div className="cluster">
          <Link
            kind={whyRefer(last) || saysReferNow(finding) ? 'primary' : 'secondary'}
            href={hrefOfReferral(screening)}
          >
            {t('identification.next.refer')}
          </Link>
          {screening.childId && (
            <Link kind="secondary" href={`/children/${screening.childId}`}>
              {t('identification.next.child')}
            </Link>
          )}
          {screening.concernId && (
            <Link kind="secondary" href={`/concerns/${screening.concernId}`}>
              {t('identification.next.concern')}
            </Link>
          )}
        </div>
      </Section>
    </>
  )
}
