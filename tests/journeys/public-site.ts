import { places } from '../../app/demonstration/places.ts'
import { loadPlaces } from '#places'
import { testNode, type TestNode } from '../node.ts'
import { openApp } from '../screens.ts'

export interface PublicSite {
  node: TestNode
  address: string
}

/** A node with a hotline desk and Meridia's places, on a free port. */
export async function publicSite(): Promise<PublicSite> {
  const node = await testNode()
  await loadPlaces(node.database, '2026-11', places)
  await node.database
    .insertInto('signals.triage_desk')
    .values({ agency_id: await node.agencyId('MER-LINE'), place_code: '' })
    .execute()
  const { address } = await openApp(node)
  return { node, address }
}
