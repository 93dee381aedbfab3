import { useEffect, useState } from 'react'
import { usePerform, whenAttended } from '#ui/data'
import type { ReferralView } from '../view.ts'
import { seeMessages } from './routes.ts'

/** The messages that are new on this screen. Once somebody is there to see them, they no longer wait before this side. */
export function useNewMessages({ id, messages }: ReferralView): ReadonlySet<string> {
  const { perform } = usePerform(seeMessages, { id })
  const [seen, setSeen] = useState<readonly string[]>([])
  const unseen = messages.filter((message) => message.unseen && !seen.includes(message.id)).map((message) => message.id)
  const due = unseen.join()
  useEffect(() => {
    if (due === '') return undefined
    return whenAttended(() => {
      const messageIds = due.split(',')
      setSeen((before) => [...before, ...messageIds])
      void perform({ messageIds })
    })
  }, [due, perform])
  return new Set([...seen, ...unseen])
}
