import { useState } from 'react'
import {
  Button,
  ErrorSummary,
  ListRecordPanel,
  LookView,
  Page,
  Refusal,
  Section,
  Stack,
  Steps,
  useGo,
  usePhone,
  usePlaceInApp,
  useText,
} from '#ui'
import type { FieldError, PlaceValue } from '#ui'
import { nodeNow, useLook, usePerform, useUnfinished } from '#ui/data'
import { smallShare } from '../share-defaults.ts'
import { askOf, partKeys, partsOfStep, type Draft } from './new-parts.tsx'
import { Alongside, LeadRoute, PlaceOfChild, UnderWay } from './route-list.tsx'
import { draftReferral, viewReferralRoutes } from './routes.ts'

interface Written {
  draft: Draft
  place?: PlaceValue | undefined
  alongside: string[]
}

const nothing: Written = {
  draft: { requests: [], share: smallShare('child-protection'), note: '' },
  alongside: [],
}

/** The referral that is being written about this child or concern is kept until the node has it. */
function whereOf({ concernId, childId }: { concernId?: string; childId?: string }) {
  const query = new URLSearchParams({ ...(concernId && { concern: concernId }), ...(childId && { child: childId }) })
  return { what: 'referral.kept.new', about: `${query}`, page: `/referrals/new?${query}` }
}

/**
 * A new referral: the authority with reasons, the requests, the shared groups. Nothing is sent here, because the child
 * is asked first.
 */
export function Screen() {
  const t = useText()
  const { query } = usePlaceInApp()
  const [concernId, childId] = [query.get('concern') ?? undefined, query.get('child') ?? undefined]
  if (!concernId && !childId) {
    return (
      <Page title={t('referral.page.new')} narrow>
        <p>{t('referral.new.about-nobody')}</p>
      </Page>
    )
  }
  return <Writing about={{ ...(concernId && { concernId }), ...(childId && { childId }) }} />
}

function Writing({ about }: { about: { concernId?: string; childId?: string } }) {
  const t = useText()
  const go = useGo()
  const phone = usePhone()
  const [{ draft, place, alongside }, keep, done] = useUnfinished(whereOf(about), nothing)
  const kept = { draft, place, alongside }
  const [errors, setErrors] = useState<FieldError[]>([])
  const [step, setStep] = useState(0)
  const whole = { ...about, ...(place?.code && { placeCode: place.code }), ...(draft.risk && { risk: draft.risk }) }
  const look = useLook(viewReferralRoutes, {
    ...whole,
    ...(draft.concerns && { concerns: draft.concerns.join(',') }),
  })
  const write = usePerform(draftReferral)

  async function finish() {
    const missing = partKeys.flatMap((key) => askOf(key, draft, t))
    setErrors(missing)
    const { risk: _risk, note, caregiver, ...rest } = draft
    if (missing.length > 0 || !caregiver) return
    const answer = await write.perform({
      ...whole,
      ...rest,
      caregiver,
      alongsideIds: alongside,
      ...(note.trim() && { note }),
      occurredAt: nodeNow().toISOString(),
    })
    if (!answer) return
    done()
    go(`/referrals/${answer.id}`)
  }
  const who = (
    <LookView look={look}>
      {(routing) => (
        <Stack gap={4}>
          <UnderWay routing={routing} />
          <LeadRoute routing={routing} />
          {(routing.forCoordinator === 'place-unknown' || place) && (
            <PlaceOfChild value={place} onChange={(next) => keep({ ...kept, place: next })} />
          )}
          <Alongside routing={routing} chosen={alongside} onChange={(next) => keep({ ...kept, alongside: next })} />
        </Stack>
      )}
    </LookView>
  )
  const part = (key: (typeof partKeys)[number], big: boolean) =>
    partsOfStep(key, {
      draft,
      told: look.data?.concerns ?? [],
      errors,
      big,
      onChange: (change) => keep({ ...kept, draft: { ...draft, ...change } }),
      t,
    })

  if (phone) {
    const key = partKeys[step - 1]
    const last = step === partKeys.length
    const next = (): void => {
      const missing = key ? askOf(key, draft, t) : []
      setErrors(missing)
      if (missing.length > 0) return
      if (last) void finish()
      else setStep(step + 1)
    }
    return (
      <Page title={t('referral.page.new')} narrow>
        <Steps
          number={step + 1}
          count={partKeys.length + 1}
          stepKey={String(step)}
          onNext={next}
          onBack={step > 0 ? () => setStep(step - 1) : undefined}
          busy={write.busy}
          {...(last && { nextLabel: t('referral.new.continue') })}
        >
          <ErrorSummary errors={errors} />
          {key ? part(key, true) : <Section title={t('referral.new.who')}>{who}</Section>}
          {last && <p className="soft small">{t('referral.new.continue.next')}</p>}
          <Refusal problem={write.refusal} />
        </Steps>
      </Page>
    )
  }
  return (
    <ListRecordPanel
      listLabel={t('referral.page.list')}
      record={
        <Page title={t('referral.page.new')} lede={t('referral.new.lede')}>
          <ErrorSummary errors={errors} />
          <Stack gap={6}>
            {partKeys.map((key) => (
              <div key={key}>{part(key, false)}</div>
            ))}
          </Stack>
          <Refusal problem={write.refusal} />
          <Stack gap={2}>
            <div>
              <Button kind="primary" busy={write.busy} onPress={() => void finish()}>
                {t('referral.new.continue')}
              </Button>
            </div>
            <span className="soft small">{t('referral.new.continue.next')}</span>
          </Stack>
        </Page>
      }
      panel={<Section title={t('referral.new.who')}>{who}</Section>}
      panelLabel={t('referral.new.who')}
    />
  )
}
