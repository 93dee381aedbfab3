import { useCallback, useEffect, useMemo, useState } from 'react'
import type { PlaceOption, PlaceSource } from '../controls/place-picker.tsx'
import { keepPack, keepRecent, keptPack, type PlacePack, recentPlaces } from './kept-places.ts'
import { ProblemError } from './problem.ts'
import { request } from './request.ts'
import { findPlaces, viewPlaces } from './server-routes.ts'
import { tellSignedOut } from './signed-out.ts'
import { useLook } from './use-look.ts'

/**
 * The places of a place picker: those on this device, and the node's whole register. `near` are codes of places already
 * known in this matter. Without them, places near the person's agency come first.
 */
export function usePlaces(near?: readonly string[]): PlaceSource {
  const [kept] = useState(keptPack)
  const look = useLook(viewPlaces, { have: kept?.stamp })
  const fresh = look.data && 'places' in look.data ? look.data : undefined
  useEffect(() => {
    if (fresh) keepPack(fresh)
  }, [fresh])
  const pack = fresh ?? kept
  const [recent, setRecent] = useState(recentPlaces)
  const around = near && near.length > 0 ? near.join('\n') : (pack?.near.join('\n') ?? '')
  const known = useMemo(() => {
    const ours = new Set(recent.map(({ code }) => code))
    return [...recent, ...nearestFirst(pack?.places ?? [], around.split('\n')).filter(({ code }) => !ours.has(code))]
  }, [recent, pack, around])
  const find = useCallback(
    async (typed: string, signal: AbortSignal) => {
      const { places } = await request(
        findPlaces,
        { typed, near: around.split('\n').filter(Boolean) },
        { signal },
      ).catch((cause: unknown) => {
        if (cause instanceof ProblemError && cause.problem.status === 401) tellSignedOut()
        throw cause
      })
      return places.map(
        ({ code, name, within }): PlaceOption => ({
          code,
          name,
          within: within.map((one) => (Object.keys(one.name).length > 0 ? one.name : { und: one.code })),
        }),
      )
    },
    [around],
  )
  const keep = useCallback((place: PlaceOption) => setRecent(keepRecent(place)), [])
  return useMemo(() => ({ known, find, keep }), [known, find, keep])
}

/** There are no coordinates, so "near" means in the same district, region or country. */
function nearestFirst(places: PlacePack['places'], near: readonly string[]): PlaceOption[] {
  const lines = new Map(places.map(({ code, ancestors }) => [code, [code, ...ancestors]]))
  const anchors = near.map((code) => lines.get(code) ?? [code])
  const steps = (code: string): number => Math.min(...anchors.map((line) => stepsTo(line, lines.get(code)!)))
  return places
    .map((place) => ({ place, far: steps(place.code) }))
    .sort((a, b) => a.far - b.far)
    .map(({ place: { code, name, ancestors } }) => ({ code, name, ...(ancestors[0] && { parent: ancestors[0] }) }))
}

function stepsTo(anchor: readonly string[], line: readonly string[]): number {
  const shared = anchor.findIndex((code) => line.includes(code))
  return shared < 0 ? anchor.length : shared
}
