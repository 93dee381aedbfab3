/**
 * scripts/bundle.mjs makes this module while it bundles the server, so that pure files can hold the words of every
 * language.
 */
declare module 'virtual:tenfold-data-words' {
  export const words: Record<string, Record<string, string>>
}
