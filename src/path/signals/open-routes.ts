import type { Form } from '#lib/forms'
import type { Route } from '#ui/data'

/* Data without a child, for the screens of this room. app/server mounts it from here; nobody's look is recorded. */

export const viewRaiseForm: Route<'GET', object, Form> = { method: 'GET', path: '/api/forms/raise-concern' }

/** An agency of the node; `triages` if it has a triage desk where somebody works. */
export interface ListedAgency {
  id: string
  code: string
  name: Record<string, string>
  kind: string
  country: string
  triages: boolean
}

export const listAgencies: Route<'GET', object, { agencies: ListedAgency[] }> = { method: 'GET', path: '/api/agencies' }
