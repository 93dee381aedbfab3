declare module 'virtual:tenfold-languages' {
  import type { Messages } from '@lingui/core'
  export const loaders: Record<string, () => Promise<{ messages: Messages }>>
  /** Texts that are not in the first download: part, then language. */
  export const lateLoaders: Record<string, Record<string, () => Promise<{ messages: Messages }>>>
}
