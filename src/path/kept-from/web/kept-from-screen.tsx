import { useState } from 'react'
import { Button, Link, LookView, Page, type ScreenProps, Section, Stack, useAddressOf, useText } from '#ui'
import { type AnswerOf, useLook } from '#ui/data'
import type { KeptFromView } from '../model.ts'
import { Entry } from './entry.tsx'
import { KeepDialog } from './keep-dialog.tsx'
import { LetSeeDialog } from './let-see-dialog.tsx'
import { viewKeptFrom } from './routes.ts'

/** Who must not see a record and all that is about the same child, who said so, and why. */
export function Screen({ params }: ScreenProps) {
  const t = useText()
  const about = { kind: params['kind'] ?? '', id: params['id'] ?? '' } as About
  const look = useLook(viewKeptFrom, about)
  return (
    <Page title={t('kept-from.page')}>
      <LookView look={look}>{(view) => <KeptFrom about={about} view={view} again={look.retry} />}</LookView>
    </Page>
  )
}

export interface About {
  kind: 'concern' | 'child' | 'screening' | 'referral' | 'case'
  id: string
}

function KeptFrom({ about, view, again }: { about: About; view: AnswerOf<typeof viewKeptFrom>; again: () => void }) {
  const t = useText()
  const addressOf = useAddressOf()
  const [adding, setAdding] = useState(false)
  const [lifting, setLifting] = useState<KeptFromView['entries'][number]>()
  const now = view.entries.filter(({ lifted }) => lifted === null)
  const before = view.entries.filter(({ lifted }) => lifted !== null)
  return (
    <Stack gap={6}>
      <Stack gap={2}>
        <p>{t('kept-from.what')}</p>
        <Link href={addressOf(about.kind, about.id) ?? '/'}>{t('kept-from.back')}</Link>
      </Stack>
      <Section title={t('kept-from.now')}>
        {now.length === 0 && <p className="soft">{t('kept-from.nobody')}</p>}
        <ul className="plain stack">
          {now.map((entry) => (
            <li key={entry.number}>
              <Entry entry={entry} />
              {view.may.letSee && (
                <div>
                  <Button onPress={() => setLifting(entry)}>{t('kept-from.let-see')}</Button>
                </div>
              )}
            </li>
          ))}
        </ul>
        {now.length > 0 && !view.may.letSee && <p className="soft">{t('kept-from.lift.who')}</p>}
        {view.may.keep && (
          <div>
            <Button kind="primary" onPress={() => setAdding(true)}>
              {t('kept-from.keep')}
            </Button>
          </div>
        )}
      </Section>
      {before.length > 0 && (
        <Section title={t('kept-from.before')}>
          <ul className="plain stack">
            {before.map((entry) => (
              <li key={`${entry.number} ${entry.lifted?.at}`}>
                <Entry entry={entry} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {adding && <KeepDialog about={about} view={view} again={again} onClose={() => setAdding(false)} />}
      {lifting && <LetSeeDialog about={about} entry={lifting} again={again} onClose={() => setLifting(undefined)} />}
    </Stack>
  )
}
