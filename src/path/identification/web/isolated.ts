/** Keeps the direction of a name or a date inside a sentence of the other direction (Unicode FSI … PDI). */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`
}
