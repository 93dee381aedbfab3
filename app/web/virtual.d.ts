declare module 'virtual:tenfold-languages' {
  import type { Messages } from '@lingui/core'
  export const loaders: Record<string, () => Promise<{ messages: Messages }>>
  /** Texts that load with one screen: area, then language. */
  export const lateLoaders: Record<string, Record<string, () => Promise<{ messages: Messages }>>>
}
