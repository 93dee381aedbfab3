import { Suspense, useState } from 'react'
import { useLook } from '#ui/data'
import { HtcdsExport } from '../../intake-forms/web/index.tsx'
import { exportScreeningHtcds } from './routes.ts'

/** The screening as an HTCDS row, on request, because each row is a look of its own in the ledger. */
export function HtcdsPart({ id }: { id: string }) {
  const [wanted, setWanted] = useState(false)
  const look = useLook(exportScreeningHtcds, wanted ? { id } : undefined)
  return (
    <Suspense>
      <HtcdsExport
        look={wanted ? look : undefined}
        onAsk={() => setWanted(true)}
        lossy="identification.htcds.lossy"
        none="identification.htcds.none"
      />
    </Suspense>
  )
}
