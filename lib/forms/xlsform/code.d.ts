/** The text of one script with the file and all its imports (scripts/bundle.mjs). */
declare module '*?code' {
  const code: string
  export default code
}
