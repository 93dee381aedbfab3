/** What may be happening to a child, as far as it decides the mandate. It is not a finding; screening looks closer. */
export const concernKinds = [
  'forced-labour',
  'domestic-work',
  'begging',
  'sexual-exploitation',
  'forced-crime',
  'forced-marriage',
  'armed-group',
  'sold-or-moved',
] as const
