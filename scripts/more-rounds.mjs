/**
 * In the lane `long` every `fast-check` property runs many more rounds than usual, from a printed seed.
 * The tests know nothing of it: their `fast-check` is this one.
 */
export function moreRounds({ times, seed }) {
  return {
    name: 'more-rounds',
    setup(build) {
      build.onResolve({ filter: /^fast-check$/ }, ({ namespace }) =>
        namespace === 'more-rounds'
          ? { path: 'fast-check', external: true }
          : { path: 'fast-check', namespace: 'more-rounds' },
      )
      build.onLoad({ filter: /.*/, namespace: 'more-rounds' }, () => ({
        contents: `
          import real from 'fast-check'
          const more = (asked = {}) => ({ seed: ${seed}, ...asked, numRuns: (asked.numRuns ?? 100) * ${times} })
          const assert = (property, asked) => real.assert(property, more(asked))
          export default { ...real, assert }`,
      }))
    },
  }
}
