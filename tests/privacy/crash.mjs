/** Loaded before a node: at SIGUSR2 a mistake happens somewhere in it, with an error that quotes what somebody typed. */
process.on('SIGUSR2', () => {
  const typed = process.env.TENFOLD_TEST_TYPED
  throw Object.assign(new Error(`invalid input syntax for type date: "${typed}"`), {
    detail: `Failing row contains (${typed}).`,
    typed,
  })
})
