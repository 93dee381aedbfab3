import { useEffect, useState } from 'react'
import { Cluster, LanguageSwitch, Link, Page, useLanguage, usePlaceInApp, useText } from '#ui'
import { ControlsPart } from './controls-part.tsx'
import { FeedbackPart } from './feedback-part.tsx'
import { FormPart } from './form-part.tsx'
import { RecordsPart } from './records-part.tsx'

const VIEWS = ['en', 'ar'].flatMap((language) =>
  ['light', 'dark'].map((theme) => `/ui?language=${language}&theme=${theme}`),
)

/** Development only: all components. `?all` shows both directions and both themes side by side. */
export function Screen() {
  const t = useText()
  const { query } = usePlaceInApp()
  const { language, setLanguage } = useLanguage()
  const wanted = query.get('language')
  const theme = query.get('theme')
  const [ready, setReady] = useState(!wanted || wanted === language)
  useEffect(() => {
    if (theme) document.documentElement.dataset['theme'] = theme
    if (wanted) void setLanguage(wanted, { keep: false }).then(() => setReady(true))
    return () => {
      delete document.documentElement.dataset['theme']
    }
  }, [wanted, theme, setLanguage])
  if (query.has('all')) return <FourViews />
  if (!ready) return null
  const part = query.get('part')
  return (
    <Page
      title={t({ en: 'Components', ar: 'المكوّنات' })}
      lede={t({
        en: 'Each one as it is used. Put ?all at the end of the address to see both directions and both themes.',
        ar: 'كل مكوّن كما يُستخدم. أضف ‎?all‎ إلى العنوان لرؤية الاتجاهين والمظهرين.',
      })}
      actions={<LanguageSwitch />}
    >
      <Cluster>
        {['controls', 'feedback', 'records', 'form'].map((each) => (
          <Link key={each} href={`/ui?part=${each}${theme ? `&theme=${theme}` : ''}`}>
            {each}
          </Link>
        ))}
      </Cluster>
      {(!part || part === 'controls') && <ControlsPart />}
      {(!part || part === 'feedback') && <FeedbackPart />}
      {(!part || part === 'records') && <RecordsPart />}
      {(!part || part === 'form') && <FormPart />}
    </Page>
  )
}

function FourViews() {
  return (
    <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(480px, 1fr))' }}>
      {VIEWS.map((view) => (
        // oxlint-disable-next-line react/iframe-missing-sandbox -- development only: each frame is this very page
        <iframe key={view} src={view} title={view} style={{ inlineSize: '100%', blockSize: '90vh', border: 0 }} />
      ))}
    </div>
  )
}
