import { useState } from 'react'
import {
  Button,
  DefinitionList,
  DutyClock,
  Dialog,
  LookView,
  Notice,
  Refusal,
  Section,
  Select,
  Stack,
  useText,
} from '#ui'
import { useLook, usePerform } from '#ui/data'
import type { CaseView } from '../view.ts'
import { assignWorker, viewWorkersForCase } from './routes.ts'

/** With this many cases a person cannot see each child (Western Australia standards; CPMS 18). */
const MANY_CASES = 15

/** The case worker and guardian of this child, with the actions to assign them. */
export function AssignPart({ careCase, reload }: { careCase: CaseView; reload: () => void }) {
  const t = useText()
  const [open, setOpen] = useState(false)
  return (
    <Section title={t('case-management.people')}>
      <DefinitionList
        facts={[
          {
            key: 'worker',
            label: t('case-management.worker'),
            value: careCase.worker ? <bdi>{careCase.worker.name}</bdi> : t('case-management.worker.none'),
          },
          {
            key: 'guardian',
            label: t('case-management.guardian'),
            value: careCase.guardian ? <bdi>{careCase.guardian.name}</bdi> : t('case-management.guardian.none'),
          },
          ...(careCase.assignClock
            ? [
                {
                  key: 'clock',
                  label: t(careCase.assignClock.label ?? { id: 'case-management.worker' }),
                  value: <DutyClock clock={careCase.assignClock} />,
                },
              ]
            : []),
        ]}
      />
      {careCase.may.assign && (
        <div>
          <Button kind={careCase.worker ? 'secondary' : 'primary'} onPress={() => setOpen(true)}>
            {t(careCase.worker ? 'case-management.assign.change' : 'case-management.assign')}
          </Button>
        </div>
      )}
      {open && <AssignDialog careCase={careCase} onClose={() => setOpen(false)} reload={reload} />}
    </Section>
  )
}

function AssignDialog({ careCase, onClose, reload }: { careCase: CaseView; onClose: () => void; reload: () => void }) {
  const t = useText()
  const [workerId, setWorkerId] = useState(careCase.worker?.id)
  const [guardianId, setGuardianId] = useState(careCase.guardian?.id)
  const look = useLook(viewWorkersForCase, { id: careCase.id })
  const assign = usePerform(assignWorker, { id: careCase.id })
  async function send() {
    if (
      !workerId ||
      (await assign.perform({ workerId, ...(guardianId && { guardianId }) }, { ifMatch: careCase.version })) ===
        undefined
    )
      return
    onClose()
    reload()
  }
  const actions = (
    <>
      <Button kind="primary" busy={assign.busy} lacks={workerId === undefined} onPress={() => void send()}>
        {t('case-management.assign')}
      </Button>
      <Button onPress={onClose}>{t('case-management.cancel')}</Button>
    </>
  )
  return (
    <Dialog open onClose={onClose} title={t('case-management.assign.title')} actions={actions}>
      <LookView look={look}>
        {({ workers, guardians }) => {
          const load = workers.find(({ id }) => id === workerId)?.openCases ?? 0
          return (
            <Stack gap={4}>
              <Refusal problem={assign.refusal} />
              <Select
                label={t('case-management.worker')}
                required
                value={workerId}
                onChange={setWorkerId}
                options={workers.map(({ id, name, openCases }) => ({
                  value: id,
                  label: t('case-management.assign.load', { name, count: openCases }),
                }))}
              />
              {load >= MANY_CASES && (
                <Notice kind="due-soon">{t('case-management.assign.many', { count: load })}</Notice>
              )}
              <Select
                label={t('case-management.guardian')}
                hint={t('case-management.guardian.hint')}
                value={guardianId}
                onChange={setGuardianId}
                options={guardians.map(({ id, name, agency }) => ({
                  value: id,
                  label: t('case-management.assign.of', { name, agency: t(agency) }),
                }))}
              />
            </Stack>
          )
        }}
      </LookView>
    </Dialog>
  )
}
