import { useState } from 'react'
import {
  Button,
  Cluster,
  Dialog,
  Empty,
  ErrorSummary,
  ExitExplained,
  Link,
  Loading,
  Notice,
  Offline,
  Refusal,
  Section,
  Stack,
  useText,
} from '#ui'

export function FeedbackPart() {
  const t = useText()
  const [asking, setAsking] = useState(false)
  const [refused, setRefused] = useState(false)
  return (
    <>
      <Section title={t({ en: 'Notices', ar: 'الإشعارات' })}>
        <Stack gap={3}>
          <Notice kind="info">
            {t({ en: 'The sender sees that you opened this referral.', ar: 'يرى المرسل أنك فتحت هذه الإحالة.' })}
          </Notice>
          <Notice kind="ok" title={t({ en: 'The referral was sent', ar: 'أُرسلت الإحالة' })}>
            {t({
              en: 'The authority must say that it arrived within 2 hours.',
              ar: 'على الجهة أن تؤكد وصولها خلال ساعتين.',
            })}
          </Notice>
          <Notice kind="due-soon" title={t({ en: 'Due today', ar: 'مستحق اليوم' })}>
            {t({ en: 'The best-interests assessment has 3 hours left.', ar: 'بقي لتقييم المصلحة الفضلى 3 ساعات.' })}
          </Notice>
          <Notice
            kind="danger"
            title={t({ en: 'A child may be in danger now', ar: 'قد يكون طفل في خطر الآن' })}
            actions={
              <Button kind="danger">{t({ en: 'Tell the on-call authority', ar: 'أبلغ الجهة المناوبة' })}</Button>
            }
          >
            {t({ en: 'Call the emergency number first if you can.', ar: 'اتصل برقم الطوارئ أولًا إن استطعت.' })}
          </Notice>
        </Stack>
      </Section>
      <Section title={t({ en: 'Refusal, errors, question', ar: 'الرفض والأخطاء والسؤال' })}>
        <Stack>
          {refused && (
            <Refusal
              problem={{
                status: 409,
                code: 'sample',
                title: t({ en: 'This referral was already answered', ar: 'سبق الرد على هذه الإحالة' }),
                detail: t({
                  en: 'Somebody at your desk accepted it 5 minutes ago.',
                  ar: 'قبلها شخص في مكتبك قبل 5 دقائق.',
                }),
                next: t({ en: 'Open it to see what they did.', ar: 'افتحها لترى ما فعله.' }),
              }}
            />
          )}
          <ErrorSummary
            errors={
              refused
                ? [{ id: 'sample', message: t({ en: 'Write a sentence or two', ar: 'اكتب جملة أو جملتين' }) }]
                : []
            }
          />
          <Cluster>
            <Button onPress={() => setRefused(!refused)}>{t({ en: 'Show a refusal', ar: 'أظهر رفضًا' })}</Button>
            <Button onPress={() => setAsking(true)}>{t({ en: 'Ask a question', ar: 'اطرح سؤالًا' })}</Button>
          </Cluster>
          <Dialog
            open={asking}
            onClose={() => setAsking(false)}
            title={t({ en: 'Withdraw the referral?', ar: 'سحب الإحالة؟' })}
            decision
            actions={
              <>
                <Button kind="primary" onPress={() => setAsking(false)}>
                  {t({ en: 'Withdraw', ar: 'اسحب' })}
                </Button>
                <Button onPress={() => setAsking(false)}>{t({ en: 'Keep it', ar: 'أبقها' })}</Button>
              </>
            }
          >
            <p>
              {t({
                en: 'The authority is told at once. What was seen stays on the record.',
                ar: 'تُبلَّغ الجهة فورًا. وما تم الاطلاع عليه يبقى في السجل.',
              })}
            </p>
          </Dialog>
        </Stack>
      </Section>
      <Section title={t({ en: 'Nothing, waiting, offline', ar: 'لا شيء، انتظار، بلا اتصال' })}>
        <Empty
          title={t({ en: 'No referrals to you', ar: 'لا إحالات إليك' })}
          actions={
            <Link href="/" kind="secondary">
              {t({ en: 'Back to My day', ar: 'العودة إلى يومي' })}
            </Link>
          }
        >
          {t({ en: 'New ones appear here by themselves.', ar: 'تظهر الإحالات الجديدة هنا تلقائيًا.' })}
        </Empty>
        <Loading />
        <Offline onRetry={() => undefined} />
      </Section>
      <Section title={t({ en: 'Public pages', ar: 'الصفحات العامة' })}>
        <ExitExplained />
      </Section>
    </>
  )
}
