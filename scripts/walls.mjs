/**
 * node scripts/walls.mjs [folder]: checks the module boundaries of docs/architecture.md. Rules:
 * .dependency-cruiser.cjs.
 */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cruise } from 'dependency-cruiser'
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { root } from './bundle.mjs'

const rules = createRequire(import.meta.url)('../.dependency-cruiser.cjs')
const PLACES = ['lib', 'src', 'app', 'ui', 'tests']

/** Every import below `folder` that crosses a boundary, and the number of files read (zero proves nothing). */
export async function findBrokenWalls(folder = root) {
  const places = PLACES.filter((place) => existsSync(join(folder, place)))
  const passes = [
    { forbidden: rules.layers, tsPreCompilationDeps: true },
    { forbidden: rules.running, tsPreCompilationDeps: false },
  ]
  const broken = []
  let files = 0
  for (const { forbidden, tsPreCompilationDeps } of passes) {
    const { output } = await cruise(
      places,
      {
        baseDir: folder,
        validate: true,
        ruleSet: { forbidden },
        tsPreCompilationDeps,
        doNotFollow: { path: 'node_modules' },
        enhancedResolveOptions: {
          extensions: ['.ts', '.tsx', '.js', '.json'],
          exportsFields: ['exports'],
          conditionNames: ['import', 'node', 'default'],
        },
      },
      undefined,
      { tsConfig: extractTsConfig(join(root, 'tsconfig.json')) },
    )
    const ours = output.modules.filter(({ source }) => !source.includes('node_modules') && /\.tsx?$/.test(source))
    files = Math.max(files, ours.length)
    broken.push(
      ...output.summary.violations.map(({ rule, from, to, via }) => ({
        rule: rule.name,
        from,
        to,
        via: (via ?? []).map((step) => step.name ?? step),
      })),
    )
    // Report unresolved imports too, because the rules cannot check them.
    for (const { source, dependencies } of ours) {
      for (const { module, couldNotResolve } of dependencies) {
        if (couldNotResolve && /^[#.]/.test(module))
          broken.push({ rule: 'an-import-leads-somewhere', from: source, to: module, via: [] })
      }
    }
  }
  return { broken: [...new Map(broken.map((each) => [JSON.stringify(each), each])).values()], files }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { broken, files } = await findBrokenWalls(process.argv[2] ? resolve(process.argv[2]) : root)
  const comments = new Map([...rules.layers, ...rules.running].map(({ name, comment }) => [name, comment]))
  for (const { rule, from, to, via } of broken) {
    console.log(
      `${rule}: ${from} → ${to}${via.length > 0 ? ` (${via.join(' → ')})` : ''}\n  ${comments.get(rule) ?? ''}`,
    )
  }
  console.log(`${files} files read, ${broken.length} walls broken`)
  process.exit(broken.length > 0 || files === 0 ? 1 : 0)
}
