/** Drops null columns, because the model leaves absent fields out. */
export function withoutAbsent<Whole>(fields: { [Name in keyof Whole]?: Whole[Name] | null | undefined }): Whole {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  ) as Whole
}
