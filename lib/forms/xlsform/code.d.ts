/** The text of a script made of the file and everything it needs (scripts/bundle.mjs). */
declare module '*?code' {
  const code: string
  export default code
}
