/** Made when the server is bundled (scripts/bundle.mjs), so that pure files can carry words of every language. */
declare module 'virtual:tenfold-data-words' {
  export const words: Record<string, Record<string, string>>
}
