import { dayIn } from '#lib/civil-time'
import { timeZoneOf } from '#standards'
import { sayMissing } from '../../../src/path/case-management/api.ts'
import { markFound, noteLook, noteTalk, reviewSearch, tellAbout } from '../../../src/path/missing/api.ts'
import { later } from '../calendar.ts'
import type { Story, Teller } from '../telling.ts'
import type { ProtectionDesk } from './desks.ts'
import type { Plan } from './plan.ts'

const coordinator = 'yunis@nco'

/** A child goes missing from a shelter. One comes back the same evening, the other is still looked for. */
export async function* tellMissing(
  teller: Teller,
  { missing }: Pick<Plan, 'missing'>,
  { caseId, worker, desk }: { caseId: string; worker: string; desk: ProtectionDesk },
): Story {
  const soon = (minutes: number): Date => later(teller.now(), { minutes })
  yield soon(30)
  const { id } = await teller.does(worker, sayMissing, {
    id: caseId,
    lastSeen: { at: later(teller.now(), { minutes: -50 }).toISOString() },
    from: 'shelter',
    company: missing === 'found' ? 'alone' : 'adult-unknown',
    ...(missing === 'found' ? {} : { companyWords: 'A woman in a grey car waited at the corner.' }),
    wearing: 'A green coat, brown boots, a school bag.',
    helps: 'Speaks often of the bus station.',
    fear: missing === 'found' ? 'unknown' : 'yes',
    ...(missing === 'found' ? {} : { fearWords: 'The man from the quarry has called the shelter twice.' }),
  })
  yield soon(10)
  await teller.does(worker, tellAbout, { id, party: 'police', result: 'told', words: 'Harbour station, report 40/7.' })
  yield soon(15)
  await teller.does(coordinator, tellAbout, {
    id,
    party: 'neighbour-country',
    result: 'told',
    words: 'Central authority of Sundale, duty officer. The sheet was sent.',
  })
  for (const words of [
    'The bus station and the market. Nobody has seen the child.',
    'The shelter called the friends.',
  ]) {
    yield soon(40)
    await teller.does(worker, noteLook, { id, words, news: false })
  }
  yield soon(50)
  if (missing === 'reviewed') {
    await teller.does(desk.supervisor, reviewSearch, {
      id,
      on: dayIn(timeZoneOf('XM'), later(teller.now(), { days: 25 })),
      words: 'The police ask the drivers each day and call us. The shelter keeps the bed.',
    })
    return
  }
  await teller.does(worker, markFound, {
    id,
    when: { at: teller.now().toISOString() },
    by: 'came-back',
    condition: 'frightened',
    where: 'shelter',
  })
  yield teller.atWork({ days: 1 })
  await teller.does(worker, noteTalk, {
    id,
    result: 'held',
    words: 'The child wants to call a sister and did not dare to ask. A call was agreed.',
  })
}
