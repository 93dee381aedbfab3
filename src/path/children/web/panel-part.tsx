import type { ReactNode } from 'react'
import { Stack } from '#ui'

export function PanelPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <Stack gap={2}>
        <h2>{title}</h2>
        {children}
      </Stack>
    </section>
  )
}
