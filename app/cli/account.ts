import { setAccountActive } from '#kernel/sign-in/set-account-active'
import type { Beside } from './access-key.ts'

/** `npx tenfold account disable|enable <email>`. */
export async function accountCommand([act, email]: string[], beside: Beside): Promise<number> {
  if ((act !== 'disable' && act !== 'enable') || !email)
    return say('Say what to do: npx tenfold account disable <email>, or npx tenfold account enable <email>', 1)
  return beside(async (node) => {
    if (!(await setAccountActive(node, email, act === 'enable'))) return say('No account has this e-mail.', 1)
    return say(
      act === 'enable'
        ? 'The account is open again. The person signs in anew; the access keys it made stay revoked.'
        : 'The account is disabled. Its sessions have ended, and the access keys it made are revoked.',
    )
  })
}

function say(line: string, code = 0): number {
  ;(code === 0 ? process.stdout : process.stderr).write(`${line}\n`)
  return code
}
