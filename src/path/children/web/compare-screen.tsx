import { useEffect, useState } from 'react'
import {
  Button,
  Choice,
  Cluster,
  Link,
  LookView,
  Notice,
  Page,
  Section,
  Stack,
  Table,
  useFormat,
  useGo,
  useText,
} from '#ui'
import type { ScreenProps } from '#ui'
import { useLook, usePerform, useSession } from '#ui/data'
import { factsOfRow } from '../facts-of-row.ts'
import { fieldsOf, labelOf, nameOf } from '../fields.ts'
import type { ChildView } from '../view.ts'
import { ReasonDialog } from './reason-dialog.tsx'
import { Reasons } from './candidates.tsx'
import { mergeChildren, searchChildren, viewChild } from './routes.ts'
import { sayValues, useWords, type Words } from './words.ts'

/** Two records side by side: one child or two? A person decides, with a reason, and can undo it. */
export function Screen({ params }: ScreenProps) {
  const first = useLook(viewChild, { id: params['id'] ?? '' })
  const second = useLook(viewChild, { id: params['other'] ?? '' })
  const t = useText()
  return (
    <Page title={t('children.compare.title')} lede={t('children.compare.lede')}>
      <LookView look={first}>
        {(one) => <LookView look={second}>{(other) => <Compare one={one} other={other} />}</LookView>}
      </LookView>
    </Page>
  )
}

function Compare({ one, other }: { one: ChildView; other: ChildView }) {
  const t = useText()
  const words = useWords()
  const format = useFormat()
  const { has } = useSession()
  const [deciding, setDeciding] = useState(false)
  const mayMerge = (['triage', 'authority', 'caseworker', 'supervisor'] as const).some(has)
  const rows = rowsOf(one, other, words, t, format)
  return (
    <Stack gap={5}>
      <Table
        caption={t('children.compare.title')}
        hideCaption
        rowKey={({ key }) => key}
        rows={rows}
        columns={[
          { key: 'field', label: t('children.compare.field'), heading: true, cell: ({ label }) => label },
          { key: 'one', label: t('children.compare.first'), cell: (row) => row.one },
          { key: 'other', label: t('children.compare.second'), cell: (row) => row.other },
        ]}
      />
      <Why one={one} other={other} />
      {mayMerge ? (
        <Cluster>
          <Button kind="primary" onPress={() => setDeciding(true)}>
            {t('children.compare.same')}
          </Button>
          <Link kind="secondary" href={`/children/${one.id}`}>
            {t('children.compare.different')}
          </Link>
        </Cluster>
      ) : (
        <Notice>{t('children.compare.ask')}</Notice>
      )}
      {deciding && <MergeDialog one={one} other={other} onClose={() => setDeciding(false)} />}
    </Stack>
  )
}

/** Names and ages have rows of their own. A number in another system is compared below, with the reasons. */
const comparedInTable = fieldsOf(undefined).filter(({ kind }) => !['name', 'age', 'identifier', 'note'].includes(kind))

interface CompareRow {
  key: string
  label: string
  one: string
  other: string
}

function rowsOf(
  one: ChildView,
  other: ChildView,
  words: Words,
  t: ReturnType<typeof useText>,
  format: ReturnType<typeof useFormat>,
): CompareRow[] {
  const said = (say: (child: ChildView) => string[]) =>
    [one, other].map((child) => words.list(say(child)) || t('children.not-known')) as [string, string]
  const row = (key: string, label: string, say: (child: ChildView) => string[]): CompareRow => {
    const [first, second] = said(say)
    return { key, label, one: first, other: second }
  }
  return [
    row('reference', t('children.reference'), (child) => [child.reference]),
    row('names', t('children.names'), ({ row: known }) => known.names.map(({ value }) => value.text)),
    row('age', t('children.age-now'), (child) => (child.ageNow ? [words.ages(child.ageNow)] : [])),
    ...comparedInTable.map((field) =>
      row(nameOf(field), t(labelOf(field)), (child) => sayValues(field, child.row, words)),
    ),
    row('agency', t('children.keeper'), ({ agency }) => (agency ? [t(agency)] : [])),
    row('registered', t('children.registered-at'), ({ registeredAt }) => [format.date(registeredAt)]),
  ]
}

/** The reasons for and against, for each field. */
function Why({ one, other }: { one: ChildView; other: ChildView }) {
  const t = useText()
  const { perform, answer } = usePerform(searchChildren)
  useEffect(() => {
    void perform({ searchId: crypto.randomUUID(), facts: factsOfRow(one.row) })
  }, [perform, one])
  const candidate = answer?.candidates.find(({ child }) => child?.id === other.id)
  if (!candidate) return null
  return (
    <Section title={t('children.found.reasons')}>
      <Reasons candidate={candidate} />
    </Section>
  )
}

function MergeDialog({ one, other, onClose }: { one: ChildView; other: ChildView; onClose: () => void }) {
  const t = useText()
  const go = useGo()
  const [id] = useState(() => crypto.randomUUID())
  const [kept, setKept] = useState(one.id)
  const merge = usePerform(mergeChildren)
  const name = (child: ChildView) => `${child.row.names[0]?.value.text ?? t('children.no-name')} (${child.reference})`
  async function send(reason: string) {
    const done = await merge.perform({ id, keptId: kept, mergedId: kept === one.id ? other.id : one.id, reason })
    if (done) go(`/children/${done.keptId}`)
  }
  return (
    <ReasonDialog
      title={t('children.compare.same')}
      act={t('children.compare.merge')}
      busy={merge.busy}
      refusal={merge.refusal}
      onDecide={(reason) => void send(reason)}
      onClose={onClose}
    >
      <p>{t('children.compare.merge.text')}</p>
      <Choice
        label={t('children.compare.keep')}
        options={[one, other].map((child) => ({ value: child.id, label: name(child) }))}
        value={kept}
        onChange={setKept}
      />
    </ReasonDialog>
  )
}
