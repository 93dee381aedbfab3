import { useCallback, useLayoutEffect, useRef, useState } from 'react'
import { useText } from '../language/language.tsx'
import { keptPack } from './kept-places.ts'
import { ProblemError } from './problem.ts'
import { request } from './request.ts'
import { namePlaces } from './server-routes.ts'
import type { NamedPlace } from './server-routes.ts'
import { useUnderWay } from '../under-way.ts'

/** Names do not change while a page is open. Signing out reloads the page. */
const named = new Map<string, NamedPlace>()
const asking = new Set<string>()

/**
 * Gives the name of a place code at a moment, with its enclosing places, because names repeat. A retired code keeps its
 * name. Loads names when they are needed. Until then, and without a network, it uses the names on the device.
 */
export function usePlaceName(): (code: string, at?: string) => string {
  const t = useText()
  const [underWay, setUnderWay] = useState(0)
  useUnderWay(underWay > 0)
  const wanted = useRef(new Map<string, { code: string; at: string | undefined }>())
  const failed = useRef(false)
  const ask = useCallback(async (codes: readonly string[], at: string | undefined) => {
    setUnderWay((before) => before + 1)
    failed.current = !(await askNames(codes, at))
    setUnderWay((before) => before - 1)
  }, [])
  useLayoutEffect(() => {
    const asked = [...wanted.current.values()].filter(
      ({ code, at }) => !named.has(keyOf(code, at)) && !asking.has(keyOf(code, at)),
    )
    wanted.current.clear()
    // What the failure itself made React draw asks for nothing: without a network that would never end.
    if (failed.current) {
      failed.current = false
      return
    }
    for (const at of new Set(asked.map((one) => one.at))) {
      const codes = asked.filter((one) => one.at === at).map(({ code }) => code)
      for (const code of codes) asking.add(keyOf(code, at))
      void ask(codes, at)
    }
  })
  return useCallback(
    (code, at) => {
      const place = named.get(keyOf(code, at))
      if (!place) {
        wanted.current.set(keyOf(code, at), { code, at })
        const onDevice = keptPack()?.places.find((one) => one.code === code)
        return onDevice ? t(onDevice.name) || code : code
      }
      const name = t(place.name) || code
      const within = place.within.map((one) => t(one.name) || one.code).join(t('ui.between'))
      const whole = within ? t('ui.place.full', { place: name, within }) : name
      return place.retired ? t('ui.place.retired', { place: whole }) : whole
    },
    [t],
  )
}

/** Loads names; true if they came. Without a network the next place on the page tries again. */
async function askNames(codes: readonly string[], at: string | undefined): Promise<boolean> {
  try {
    const { places } = await request(namePlaces, { codes: [...codes], ...(at && { at }) })
    // A code that is in no list is shown as it is.
    for (const code of codes)
      named.set(keyOf(code, at), places.find((place) => place.code === code) ?? { code, name: {}, within: [] })
    return true
  } catch (cause) {
    if (!(cause instanceof ProblemError)) throw cause
    return false
  } finally {
    for (const code of codes) asking.delete(keyOf(code, at))
  }
}

function keyOf(code: string, at: string | undefined): string {
  return `${code} ${at ?? ''}`
}
