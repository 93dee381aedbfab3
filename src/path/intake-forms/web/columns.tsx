import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { Column, useFormat, useText } from '#ui'
import { Link } from '#ui'
import type { HtcdsView } from '#standards/htcds'
import type { WorkRow } from '#ui'
import type { formList, importProblemView, submissionView } from '../model.ts'

type Say = ReturnType<typeof useText>
type Format = ReturnType<typeof useFormat>
type FormEntry = z.infer<typeof formList>['forms'][number]
type ImportProblem = z.infer<typeof importProblemView>
type Parked = z.infer<typeof submissionView>['parked'][number]
type Loss = HtcdsView['lossy'][number]

/** Isolates names, codes and people's words, which may have another direction than the page. */
function ownWay(text: string): ReactNode {
  return <bdi>{text}</bdi>
}

export function formColumns(t: Say, format: Format, administers: boolean): Column<FormEntry>[] {
  const edit: Column<FormEntry> = {
    key: 'edit',
    label: t('standards.forms.change'),
    cell: (form) => (
      <Link
        href={`/forms/${encodeURIComponent(form.id)}/edit`}
        aria-label={t('standards.forms.edit-what', { form: t(form.title) })}
      >
        {t('standards.forms.edit')}
      </Link>
    ),
  }
  return [
    {
      key: 'name',
      label: t('standards.forms.name'),
      heading: true,
      cell: (form) => <Link href={`/forms/${encodeURIComponent(form.id)}`}>{t(form.title)}</Link>,
    },
    { key: 'version', label: t('standards.forms.version'), end: true, cell: (form) => format.number(form.number) },
    {
      key: 'questions',
      label: t('standards.forms.questions'),
      end: true,
      cell: (form) => format.number(form.questions),
    },
    {
      key: 'languages',
      label: t('standards.forms.languages'),
      cell: (form) => format.list(form.languages.filter((tag) => tag !== 'und').map((tag) => format.languageName(tag))),
    },
    {
      key: 'standard',
      label: t('standards.forms.standard'),
      cell: (form) => t(form.htcds ? 'standards.forms.standard.htcds' : 'standards.forms.standard.none'),
    },
    ...(administers ? [edit] : []),
  ]
}

export function filledColumns(t: Say, format: Format, forms: readonly FormEntry[]): Column<WorkRow>[] {
  const open = ({ summary, recordId }: WorkRow): ReactNode => {
    const id = String(summary?.['form'] ?? '')
    const form = forms.find((one) => one.id === id)
    return <Link href={`/forms/${encodeURIComponent(id)}/${recordId}`}>{form ? t(form.title) : id}</Link>
  }
  return [
    { key: 'open', label: t('standards.forms.name'), heading: true, cell: open },
    { key: 'at', label: t('standards.forms.filled.at'), cell: ({ at }) => (at ? format.dateTime(at) : '') },
    {
      key: 'how',
      label: t('standards.forms.filled.how'),
      cell: ({ summary }) => t(`standards.forms.how.${String(summary?.['how'])}`),
    },
  ]
}

export function remarkColumns(t: Say): Column<ImportProblem & { key: string }>[] {
  const place = ({ sheet, row, column }: ImportProblem): string =>
    row > 0
      ? t('standards.form.problems.where', { sheet, row, column })
      : t('standards.form.problems.where-sheet', { sheet })
  return [
    { key: 'place', label: t('standards.form.problems.place'), heading: true, cell: place },
    { key: 'kind', label: t('standards.form.problems.kind'), cell: ({ severity }) => t(`forms.severity.${severity}`) },
    {
      key: 'said',
      label: t('standards.form.problems.said'),
      cell: ({ message, params }) => ownWay(t(message['id'] ?? '', params)),
    },
  ]
}

export function parkedColumns(t: Say): Column<Parked>[] {
  return [
    { key: 'column', label: t('standards.filled.export.column'), heading: true, cell: ({ column }) => ownWay(column) },
    { key: 'value', label: t('standards.filled.export.value'), cell: ({ value }) => ownWay(value) },
    { key: 'reason', label: t('standards.filled.lossy.reason'), cell: ({ reason }) => t(`standards.parked.${reason}`) },
  ]
}

export function lossColumns(t: Say, format: Format): Column<Loss & { key: string }>[] {
  // Our additions to the standard's lists have words in our catalogue.
  const say = (value: string): string => (/^x-[A-Za-z]+$/.test(value) ? t(`standards.htcds.${value}`) : value)
  return [
    {
      key: 'question',
      label: t('standards.filled.lossy.question'),
      heading: true,
      cell: ({ label, path }) => ownWay(label && Object.keys(label).length > 0 ? t(label) : path),
    },
    { key: 'reason', label: t('standards.filled.lossy.reason'), cell: ({ reason }) => t(`standards.loss.${reason}`) },
    {
      key: 'missing',
      label: t('standards.filled.lossy.missing'),
      cell: ({ values }) => ownWay(format.list(values.map(say))),
    },
  ]
}

export function rowColumns(t: Say): Column<HtcdsView['columns'][number]>[] {
  return [
    { key: 'name', label: t('standards.filled.export.column'), heading: true, cell: ({ name }) => ownWay(name) },
    { key: 'value', label: t('standards.filled.export.value'), cell: ({ value }) => ownWay(value) },
  ]
}
