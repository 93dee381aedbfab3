import { useContext } from 'react'
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react'
import { NavigationContext } from '../navigation.tsx'

export interface LinkProps {
  href: string
  children: ReactNode
  className?: string
  /** Looks like a button. */
  kind?: 'primary' | 'secondary' | 'quiet'
  'aria-current'?: 'page' | 'true'
  'aria-label'?: string
  lang?: string
  onFollow?: () => void
  onKeyDown?: (event: KeyboardEvent<HTMLAnchorElement>) => void
}

/** A link to another screen or page. Screens of this app open without reloading the page. */
export function Link({ href, children, kind, className, onFollow, ...rest }: LinkProps) {
  const { go } = useContext(NavigationContext)
  function follow(event: MouseEvent<HTMLAnchorElement>) {
    onFollow?.()
    if (!opensHere(event, href)) return
    event.preventDefault()
    go(href)
  }
  return (
    <a href={href} onClick={follow} className={kind ? 'button' : className} data-kind={kind} {...rest}>
      {children}
    </a>
  )
}

/** Public pages (/tell) and the API are not part of the signed-in app: the browser loads them itself. */
function opensHere(event: MouseEvent, href: string): boolean {
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
  return plain && !event.defaultPrevented && href.startsWith('/') && !/^\/(tell|api)(\/|$|\?)/.test(href)
}
