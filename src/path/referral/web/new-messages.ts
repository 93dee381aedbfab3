import { useEffect, useState } from 'react'
import { usePerform } from '#ui/data'
import type { ReferralView } from '../view.ts'
import { seeMessages } from './routes.ts'

/** The messages that were new when they came onto this screen. From then on they no longer wait before this side. */
export function useNewMessages({ id, messages }: ReferralView): ReadonlySet<string> {
  const { perform } = usePerform(seeMessages, { id })
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    const messageIds = messages
      .filter((message) => message.unseen && !seen.has(message.id))
      .map((message) => message.id)
    if (messageIds.length === 0) return
    setSeen(new Set([...seen, ...messageIds]))
    void perform({ messageIds })
  }, [messages, seen, perform])
  return seen
}
