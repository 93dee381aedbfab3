import { questionTypeNames } from '#lib/forms'
import type { QuestionType } from '#lib/forms'
import { Notice, Table, useText } from '#ui'
import type { FormChange } from '../../compare-forms.ts'
import { mattersForOldAnswers } from '../../compare-forms.ts'

/** Changes between two versions in words, with their meaning for existing answers. */
export function ChangeList({ changes, caption }: { changes: readonly FormChange[]; caption: string }) {
  const t = useText()
  if (changes.length === 0) return <p className="soft">{t('form-editor.changes.none')}</p>
  const grave = changes.filter(mattersForOldAnswers)
  const say = ({ kind, was, is }: FormChange): string => {
    const typed = (type: string | undefined): string =>
      type !== undefined && isType(type) ? t(`form-editor.type.${type}`) : (type ?? '')
    return t(`form-editor.change.${kind}`, {
      was: kind === 'type' ? typed(was) : (was ?? ''),
      is: kind === 'type' ? typed(is) : (is ?? ''),
    })
  }
  return (
    <>
      {grave.length > 0 && (
        <Notice kind="due-soon" title={t('form-editor.effect.title', { count: grave.length })}>
          <ul>
            {[...new Set(grave.map(({ kind }) => kind))].map((kind) => (
              <li key={kind}>{t(`form-editor.effect.kind.${kind}`)}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Table
        caption={caption}
        rows={changes.map((change, index) => ({ ...change, key: String(index) }))}
        rowKey={({ key }) => key}
        columns={[
          {
            key: 'where',
            label: t('form-editor.changes.where'),
            heading: true,
            cell: ({ label, path }) => (
              <bdi>{label ? t(label).split('\n')[0] : path || t('form-editor.outline.form')}</bdi>
            ),
          },
          { key: 'what', label: t('form-editor.changes.what'), cell: (change) => <bdi>{say(change)}</bdi> },
        ]}
      />
    </>
  )
}

function isType(type: string): type is QuestionType {
  return questionTypeNames.some((one) => one === type)
}
