declare module 'virtual:tenfold-languages' {
  import type { Messages } from '@lingui/core'
  export const loaders: Record<string, () => Promise<{ messages: Messages }>>
}
