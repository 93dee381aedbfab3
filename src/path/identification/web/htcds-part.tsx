import { Suspense, useState } from 'react'
import { useLook } from '#ui/data'
import { HtcdsExport } from '../../intake-forms/web/index.tsx'
import { exportScreeningHtcds } from './routes.ts'

/**
 * The screening as an HTCDS row, on request, because each row is a look of its own in the ledger. A row of an earlier
 * version is not shown: it lacks what was answered or decided since.
 */
export function HtcdsPart({ id, version }: { id: string; version: number }) {
  const [asked, setAsked] = useState<number>()
  const wanted = asked === version
  const look = useLook(exportScreeningHtcds, wanted ? { id } : undefined)
  return (
    <Suspense>
      <HtcdsExport
        look={wanted ? look : undefined}
        onAsk={() => setAsked(version)}
        lossy="identification.htcds.lossy"
        none="identification.htcds.none"
      />
    </Suspense>
  )
}
