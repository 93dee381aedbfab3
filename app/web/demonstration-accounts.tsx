import { Disclosure, LookView, Section, useText } from '#ui'
import { useLook } from '#ui/data'
import { type DemonstrationAccount, viewDemonstrationAccounts } from '../own-routes.ts'
import { wordsOf } from './words.ts'

interface DemonstrationAccountsProps {
  busy: boolean
  onChoose: (account: { email: string; password: string }) => void
}

/** The people with a part in a child's path are the first ones. */
const OFFERED = 10

/** In a demonstration anyone may sign in as any person. */
export function DemonstrationAccounts({ busy, onChoose }: DemonstrationAccountsProps) {
  const t = useText()
  const look = useLook(viewDemonstrationAccounts, {})
  return (
    <Section title={t('app.sign-in.demonstration')}>
      <LookView look={look}>
        {({ accounts }) => (
          <>
            <People accounts={accounts.slice(0, OFFERED)} busy={busy} onChoose={onChoose} />
            {accounts.length > OFFERED && (
              <Disclosure title={t('app.sign-in.demonstration.more', { count: accounts.length - OFFERED })}>
                <People accounts={accounts.slice(OFFERED)} busy={busy} onChoose={onChoose} />
              </Disclosure>
            )}
          </>
        )}
      </LookView>
    </Section>
  )
}

function People({
  accounts,
  busy,
  onChoose,
}: DemonstrationAccountsProps & { accounts: readonly DemonstrationAccount[] }) {
  const t = useText()
  return (
    <ul className="people">
      {accounts.map(({ email, password, name, agency, roles }) => (
        <li key={email}>
          <button type="button" className="person" disabled={busy} onClick={() => onChoose({ email, password })}>
            <span className="strong">{name}</span>
            <span className="soft">
              {roles.map((role) => t(`kernel.role.${role}`)).join(' · ')} — {wordsOf(agency, t)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
