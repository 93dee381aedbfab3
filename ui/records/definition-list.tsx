import type { ReactNode } from 'react'

export interface Fact {
  key: string
  label: ReactNode
  value: ReactNode
}

/** Facts about one record, as labels and values. `narrow` is for side panels. */
export function DefinitionList({ facts, narrow }: { facts: readonly Fact[]; narrow?: boolean }) {
  return (
    <dl className="facts" data-narrow={narrow || undefined}>
      {facts.map((fact) => (
        <div key={fact.key}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}
