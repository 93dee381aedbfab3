/** Loaded before a node. At SIGUSR2 it throws an error that quotes what a person typed. */
process.on('SIGUSR2', () => {
  const typed = process.env.TENFOLD_TEST_TYPED
  throw Object.assign(new Error(`invalid input syntax for type date: "${typed}"`), {
    detail: `Failing row contains (${typed}).`,
    typed,
  })
})
