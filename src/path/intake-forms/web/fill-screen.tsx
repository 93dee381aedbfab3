import { useRef, useState } from 'react'
import type { z } from 'zod'
import type { Answers, Form } from '#lib/forms'
import { atMoment, initialAnswers } from '#lib/forms'
import {
  Disclosure,
  FormFiller,
  Link,
  Loading,
  LookView,
  Page,
  Table,
  useGo,
  useLanguage,
  useLateTexts,
  useText,
  useTimeZone,
} from '#ui'
import type { ScreenProps } from '#ui'
import { nodeNow, useLook, usePerform, usePlaces, useSession } from '#ui/data'
import type { importProblemView } from '../model.ts'
import { remarkColumns } from './columns.tsx'
import { submitForm, viewForm } from './routes.ts'

type ImportProblem = z.infer<typeof importProblemView>

export function Screen({ params }: ScreenProps) {
  const id = params['id'] ?? ''
  const look = useLook(viewForm, { id })
  return (
    <LookView look={look}>
      {({ form, problems }) => <Filling key={`${form.id} ${form.version}`} form={form} problems={problems} />}
    </LookView>
  )
}

/** Answers stay in this page's memory until they are submitted. Nothing is stored on the device. */
function Filling({ form, problems }: { form: Form; problems: ImportProblem[] }) {
  const t = useText()
  const go = useGo()
  const { language } = useLanguage()
  const { has } = useSession()
  const timeZone = useTimeZone()
  const places = usePlaces()
  const submission = useRef(crypto.randomUUID())
  const [answers, setAnswers] = useState<Answers>(() => {
    return initialAnswers(form, { ...atMoment(timeZone, nodeNow()), language })
  })
  const { perform, busy, refusal } = usePerform(submitForm, { id: form.id })
  const remarks = problems.filter(({ severity }) => severity !== 'mended')
  return (
    <Page
      title={t(form.title)}
      narrow
      actions={
        has('administrator') && (
          <Link href={`/forms/${encodeURIComponent(form.id)}/edit`}>{t('standards.forms.edit')}</Link>
        )
      }
    >
      {has('administrator') && remarks.length > 0 && (
        <Disclosure title={t('standards.form.problems', { count: remarks.length })}>
          <Remarks remarks={remarks} />
        </Disclosure>
      )}
      <FormFiller
        form={form}
        answers={answers}
        onChange={setAnswers}
        places={places}
        busy={busy}
        refusal={refusal}
        submitLabel={t('standards.form.submit')}
        onSubmit={async (values) => {
          const taken = await perform({ submission: submission.current, formVersion: form.version, answers: values })
          if (taken) go(`/forms/${encodeURIComponent(form.id)}/${taken.id}`, { replace: true })
        }}
      />
    </Page>
  )
}

function Remarks({ remarks }: { remarks: ImportProblem[] }) {
  const t = useText()
  if (!useLateTexts('form-import')) return <Loading />
  return (
    <Table
      caption={t('standards.form.problems.caption')}
      rows={remarks.map((remark, index) => ({ ...remark, key: String(index) }))}
      rowKey={(remark) => remark.key}
      columns={remarkColumns(t)}
    />
  )
}
