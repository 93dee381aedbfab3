import type { Source } from '#lib/forms'

/** HTCDS, used under CC BY 4.0. Its authors have not reviewed this software and do not endorse it. */
export const htcdsSource: Source = {
  instrument: 'Human Trafficking Case Data Standard (HTCDS) 2.0, International Organization for Migration',
  paragraph: 'Field Standards 2.0',
  date: '2021-12-24',
  verified: true,
  url: 'https://github.com/UNMigration/HTCDS',
  licence: 'CC BY 4.0',
}
