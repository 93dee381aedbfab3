/**
 * Screens call routes by their names (`web/routes.ts`, generated), so that a changed route or field does not compile. An
 * address written by hand escapes the compiler.
 */

const BROWSER = /^(ui|app\/web|src\/(.+\/)?web)\//
/** Declarations of routes that app/server mounts from them, generated routes, and files outside the app's own code. */
const DECLARED = /^(src\/.+\/web\/routes\.ts|ui\/data\/server-routes\.ts)$/
/** The service worker is a plain script that passes every call of the API on; the build is not in the browser. */
const OTHER = /^app\/web\/(service-worker\.js|build\/)|\.test\.tsx?$/
const ADDRESS = /['"`}]\/api(?![\w-])/

/** Finds addresses of our own API in a file of the browser: `file:line: text`. */
export function writtenAddresses(file, text) {
  if (!BROWSER.test(file) || DECLARED.test(file) || OTHER.test(file)) return []
  return text
    .split('\n')
    .flatMap((line, index) =>
      ADDRESS.test(line) ? [`${file}:${index + 1}: call the route by its name: ${line.trim().slice(0, 80)}`] : [],
    )
}
