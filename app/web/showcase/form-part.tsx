import { useState } from 'react'
import type { Answers, Form } from '#lib/forms'
import { Disclosure, FormFiller, Notice, Section, useText } from '#ui'
import { places } from './sample-data.ts'

const form: Form = {
  id: 'sample',
  version: '1',
  title: { en: 'A concern', ar: 'بلاغ' },
  languages: ['en', 'ar'],
  choiceLists: {
    known: [
      { value: 'told', label: { en: 'The child told me', ar: 'أخبرني الطفل' } },
      { value: 'saw', label: { en: 'I saw it', ar: 'رأيته' } },
    ],
  },
  items: [
    {
      kind: 'question',
      name: 'words',
      type: 'long-text',
      label: { en: 'What worries you?', ar: 'ما الذي يقلقك؟' },
      hint: { en: 'Your own words are enough.', ar: 'كلماتك تكفي.' },
      required: true,
    },
    {
      kind: 'question',
      name: 'danger',
      type: 'yes-no',
      unknownAllowed: true,
      required: true,
      label: { en: 'Is somebody in danger now?', ar: 'هل هناك أحد في خطر الآن؟' },
    },
    { kind: 'question', name: 'where', type: 'place', unknownAllowed: true, label: { en: 'Where?', ar: 'أين؟' } },
    {
      kind: 'question',
      name: 'when',
      type: 'date',
      unknownAllowed: true,
      calendars: ['gregory', 'ethiopic', 'persian'],
      label: { en: 'When?', ar: 'متى؟' },
    },
    {
      kind: 'group',
      name: 'children',
      label: { en: 'The children', ar: 'الأطفال' },
      repeat: { min: 1, addLabel: { en: 'Add a child', ar: 'أضف طفلًا' } },
      items: [
        {
          kind: 'question',
          name: 'age',
          type: 'age',
          unknownAllowed: true,
          label: { en: 'How old?', ar: 'كم العمر؟' },
        },
        { kind: 'question', name: 'language', type: 'language', label: { en: 'Which language?', ar: 'أي لغة؟' } },
      ],
    },
    {
      kind: 'question',
      name: 'known',
      type: 'choice',
      choices: 'known',
      required: true,
      label: { en: 'How do you know?', ar: 'كيف عرفت؟' },
    },
    {
      kind: 'question',
      name: 'phone',
      type: 'phone',
      relevant: "${known} = 'told'",
      label: { en: 'A safe number', ar: 'رقم آمن' },
    },
  ],
}

export function FormPart() {
  const t = useText()
  const [answers, setAnswers] = useState<Answers>({})
  const [sent, setSent] = useState<Answers>()
  return (
    <>
      <Section title={t({ en: 'A form, one question a screen', ar: 'استمارة، سؤال في كل شاشة' })}>
        <FormFiller
          form={form}
          answers={answers}
          onChange={setAnswers}
          onSubmit={setSent}
          mode="steps"
          places={{ known: places }}
        />
        {sent && <Notice kind="ok" live title={t({ en: 'Sent', ar: 'أُرسل' })} />}
      </Section>
      <Section title={t({ en: 'The same form on one page', ar: 'الاستمارة نفسها في صفحة واحدة' })}>
        <Disclosure title={t({ en: 'Open the page', ar: 'افتح الصفحة' })} open>
          <FormFiller
            form={form}
            answers={answers}
            onChange={setAnswers}
            onSubmit={setSent}
            mode="page"
            places={{ known: places }}
          />
        </Disclosure>
      </Section>
    </>
  )
}
