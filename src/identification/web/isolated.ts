/** Keeps a name or a date in its own direction inside a sentence of the other one (Unicode FSI … PDI). */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`
}
