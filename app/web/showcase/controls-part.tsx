import { useState } from 'react'
import {
  AgeField,
  Button,
  Choice,
  Choices,
  Cluster,
  ComboBox,
  DateField,
  Disclosure,
  Icon,
  Link,
  LongText,
  PlacePicker,
  Section,
  Select,
  Stack,
  Tabs,
  TextField,
  useText,
  YesNoUnknown,
} from '#ui'
import type { AgeValue, DateValue, PlaceValue, YesNo } from '#ui'
import { places } from './sample-data.ts'

export function ControlsPart() {
  const t = useText()
  return (
    <>
      <Section title={t({ en: 'Buttons and links', ar: 'الأزرار والروابط' })}>
        <Cluster>
          <Button kind="primary">{t({ en: 'Send the referral', ar: 'أرسل الإحالة' })}</Button>
          <Button>{t({ en: 'Keep as draft', ar: 'احفظ كمسودة' })}</Button>
          <Button kind="quiet">
            <Icon name="plus" />
            {t({ en: 'Add a child', ar: 'أضف طفلًا' })}
          </Button>
          <Button kind="danger">{t({ en: 'Immediate danger', ar: 'خطر فوري' })}</Button>
          <Button kind="primary" busy>
            {t({ en: 'Sending', ar: 'جارٍ الإرسال' })}
          </Button>
          <Button disabled>{t({ en: 'Not now', ar: 'ليس الآن' })}</Button>
        </Cluster>
        <Cluster>
          <Link href="/about">{t({ en: 'What happens next', ar: 'ماذا يحدث بعد ذلك' })}</Link>
          <Link href="/about" kind="secondary">
            {t({ en: 'A link as a button', ar: 'رابط على شكل زر' })}
          </Link>
        </Cluster>
      </Section>
      <Fields />
      <Section title={t({ en: 'Parts that open', ar: 'أجزاء تُفتح' })}>
        <Stack>
          <Disclosure title={t({ en: 'What this tool cannot say', ar: 'ما لا تستطيع هذه الأداة قوله' })}>
            {t({
              en: 'It cannot say that a child was not trafficked.',
              ar: 'لا تستطيع أن تقول إن الطفل لم يتعرض للاتجار.',
            })}
          </Disclosure>
          <Tabs
            label={t({ en: 'Record', ar: 'السجل' })}
            items={[
              {
                key: 'a',
                label: t({ en: 'Path', ar: 'المسار' }),
                content: t({ en: 'The path of this record.', ar: 'مسار هذا السجل.' }),
              },
              {
                key: 'b',
                label: t({ en: 'People', ar: 'الأشخاص' }),
                content: t({ en: 'Who works on it.', ar: 'من يعمل عليه.' }),
              },
            ]}
          />
        </Stack>
      </Section>
    </>
  )
}

function Fields() {
  const t = useText()
  const [text, setText] = useState('')
  const [said, setSaid] = useState('')
  const [how, setHow] = useState<string | undefined>('observed')
  const [signs, setSigns] = useState<string[]>(['papers'])
  const [danger, setDanger] = useState<YesNo>()
  const [age, setAge] = useState<AgeValue | undefined>({ about: 13 })
  const [date, setDate] = useState<DateValue | undefined>({ iso: '2024-11-22' })
  const [place, setPlace] = useState<PlaceValue>()
  const [language, setLanguage] = useState<string>()
  const [desk, setDesk] = useState<string>()
  const options = [
    { value: 'told', label: t({ en: 'The child told me', ar: 'أخبرني الطفل' }) },
    {
      value: 'observed',
      label: t({ en: 'I saw it myself', ar: 'رأيته بنفسي' }),
      hint: t({ en: 'Say what you saw, not what you think it means.', ar: 'قل ما رأيته لا ما تظن أنه يعنيه.' }),
    },
    { value: 'third', label: t({ en: 'Somebody else told me', ar: 'أخبرني شخص آخر' }) },
  ]
  return (
    <Section title={t({ en: 'Questions', ar: 'الأسئلة' })}>
      <Stack gap={5}>
        <TextField
          label={t({ en: 'A name the child answers to', ar: 'اسم يستجيب له الطفل' })}
          hint={t({
            en: 'Any script. Leave it empty if you do not know.',
            ar: 'بأي كتابة. اتركه فارغًا إذا كنت لا تعرف.',
          })}
          value={text}
          onChange={setText}
          required={false}
        />
        <LongText
          label={t({ en: 'What happened, in your own words?', ar: 'ماذا حدث، بكلماتك؟' })}
          value={said}
          onChange={setSaid}
          error={t({ en: 'Write a sentence or two.', ar: 'اكتب جملة أو جملتين.' })}
        />
        <Choice
          label={t({ en: 'How do you know?', ar: 'كيف عرفت؟' })}
          options={options}
          value={how}
          onChange={setHow}
        />
        <Choices
          label={t({ en: 'What have you seen?', ar: 'ماذا رأيت؟' })}
          options={[
            { value: 'papers', label: t({ en: 'Somebody else holds the papers', ar: 'شخص آخر يحتفظ بالأوراق' }) },
            { value: 'work', label: t({ en: 'Work at night', ar: 'عمل في الليل' }) },
          ]}
          values={signs}
          onChange={setSigns}
        />
        <YesNoUnknown
          label={t({ en: 'Is the child in danger now?', ar: 'هل الطفل في خطر الآن؟' })}
          value={danger}
          onChange={setDanger}
        />
        <AgeField label={t({ en: 'How old is the child?', ar: 'كم عمر الطفل؟' })} value={age} onChange={setAge} />
        <DateField
          label={t({ en: 'When was it?', ar: 'متى كان ذلك؟' })}
          hint={t({ en: 'Give as much as is known.', ar: 'اذكر ما هو معروف.' })}
          value={date}
          onChange={setDate}
        />
        <PlacePicker
          label={t({ en: 'Where?', ar: 'أين؟' })}
          places={{ known: places }}
          value={place}
          onChange={setPlace}
        />
        <ComboBox
          label={t({ en: 'Language of the child', ar: 'لغة الطفل' })}
          options={[
            { value: 'am', label: t({ en: 'Amharic', ar: 'الأمهرية' }) },
            { value: 'bn', label: t({ en: 'Bengali', ar: 'البنغالية' }) },
            { value: 'my', label: t({ en: 'Burmese', ar: 'البورمية' }) },
          ]}
          value={language}
          onChange={setLanguage}
        />
        <Select
          label={t({ en: 'Desk', ar: 'المكتب' })}
          options={[
            { value: 'triage', label: t({ en: 'Triage', ar: 'الفرز' }) },
            { value: 'authority', label: t({ en: 'Authority', ar: 'الجهة' }) },
          ]}
          value={desk}
          onChange={setDesk}
        />
      </Stack>
    </Section>
  )
}
