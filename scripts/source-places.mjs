/**
 * Says in the text of a failure where in the sources it is. Only failures need that: with `--enable-source-maps` every
 * process would read the map of every script, and look it up for each error that a library makes and catches.
 */
import { readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { dirname, resolve } from 'node:path'

/** A place in a bundled script of a test run, as V8 prints it. */
const PLACE = /(?:file:\/\/)?(\/[^\s()]*\/\.cache\/test-\d+\/[^\s():/]+\.js):(\d+):(\d+)/g

/** One for each test run, because it keeps the maps it has read. */
export function sourcePlaces() {
  const maps = new Map()
  const mapOf = (script) => {
    if (!maps.has(script)) maps.set(script, readMap(`${script}.map`))
    return maps.get(script)
  }
  return (text) =>
    text.replace(PLACE, (place, script, line, column) => {
      const found = mapOf(script)?.findEntry(Number(line) - 1, Number(column) - 1)
      if (found?.originalSource === undefined) return place
      const source = resolve(dirname(script), found.originalSource)
      return `${source}:${found.originalLine + 1}:${found.originalColumn + 1}`
    })
}

/** The packages that are not bundled, and the server for `npm start`, have no map here. */
function readMap(path) {
  try {
    return new SourceMap(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}
