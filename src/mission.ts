/** One of the ten actions of the ICAT Call for Accelerated Action (8 November 2023), and what Tenfold does for it today. */
export interface Action {
  number: number
  /** Message id of the action in plain words. */
  title: string
  /** Names of rooms (a test keeps this true). */
  modules: readonly string[]
  /** What a person can do now, and what they cannot yet: message ids. */
  works: readonly string[]
  notYet: readonly string[]
}

export const mission: readonly Action[] = [
  {
    number: 1,
    title: 'about.action1',
    modules: [],
    works: [],
    notYet: ['about.action1.no-directory', 'about.action1.no-capacity'],
  },
  {
    number: 2,
    title: 'about.action2',
    modules: [
      'intake-forms',
      'kept-from',
      'signals',
      'missing',
      'children',
      'identification',
      'referral',
      'case-management',
      'standards',
      'places',
    ],
    works: [
      'about.action2.concern',
      'about.action2.kept-from',
      'about.action2.child',
      'about.action2.screening',
      'about.action2.referral',
      'about.action2.case',
      'about.action2.missing',
      'about.action2.non-punishment',
    ],
    notYet: [
      'about.action2.no-care-plan',
      'about.action2.no-best-interests',
      'about.action2.no-guardian-register',
      'about.action2.no-return',
    ],
  },
  {
    number: 3,
    title: 'about.action3',
    modules: ['signals'],
    works: ['about.action3.receipt'],
    notYet: ['about.action3.no-panels', 'about.action3.no-feedback'],
  },
  {
    number: 4,
    title: 'about.action4',
    modules: [],
    works: [],
    notYet: ['about.action4.no-financial', 'about.action4.no-law-review'],
  },
  {
    number: 5,
    title: 'about.action5',
    modules: ['signals'],
    works: ['about.action5.hand-over'],
    notYet: ['about.action5.no-removal', 'about.action5.no-hash'],
  },
  { number: 6, title: 'about.action6', modules: [], works: [], notYet: ['about.action6.no-due-diligence'] },
  { number: 7, title: 'about.action7', modules: [], works: [], notYet: ['about.action7.no-emergency-mode'] },
  { number: 8, title: 'about.action8', modules: [], works: [], notYet: ['about.action8.no-preparedness'] },
  {
    number: 9,
    title: 'about.action9',
    modules: ['standards', 'intake-forms', 'identification'],
    works: ['about.action9.htcds', 'about.action9.htcds-screening'],
    notYet: ['about.action9.no-statistics'],
  },
  {
    number: 10,
    title: 'about.action10',
    modules: ['referral', 'accountability'],
    works: ['about.action10.clocks', 'about.action10.escalation', 'about.action10.late-list'],
    notYet: ['about.action10.no-cross-border', 'about.action10.no-public-report'],
  },
]
