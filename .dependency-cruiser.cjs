/**
 * The module boundaries of docs/architecture.md as rules. scripts/walls.mjs checks all imports, types included, with
 * the rule set `layers`, and the imports that remain at run time with the rule set `running`.
 */
const { readFileSync } = require('node:fs')
const { join } = require('node:path')

/** The rooms of the path, in the order of app/rooms.ts. */
const path = [...readFileSync(join(__dirname, 'app/rooms.ts'), 'utf8').matchAll(/src\/path\/([^/]+)\/module/g)].map(
  ([, room]) => room,
)
/** A room is a folder of src/ or of one of its wings. The kernel and the standards are none. */
const room = '(?:(?:path|duties|learning)/[^/]+|places)'
const browser = `^(ui/|app/web/|src/${room}/web/)`
/** Tests and files that only tests use. */
const test = '(\\.test(-data)?\\.tsx?$|/testing/|/test-[^/]+\\.tsx?$)'
/** Runs during the build, not in the browser. */
const building = '^app/web/build/'

const layers = [
  {
    name: 'lib-knows-nothing-of-us',
    comment: 'An engine in lib/ could be published alone: it imports nothing of src, app, ui or tests.',
    from: { path: '^lib/', pathNot: test },
    to: { path: '^(src|app|ui|tests)/' },
  },
  {
    name: 'one-engine-does-not-enter-another',
    comment: 'An engine imports another one only through its index.ts.',
    from: { path: '^lib/([^/]+)/' },
    to: { path: '^lib/', pathNot: ['^lib/$1/', '^lib/[^/]+/index\\.ts$'] },
  },
  {
    name: 'kernel-and-standards-stand-on-lib',
    comment: 'The kernel and the standards import only lib.',
    from: { path: '^src/(kernel|standards)/', pathNot: test },
    to: { path: '^(src|app|ui|tests)/', pathNot: '^src/$1/' },
  },
  {
    name: 'places-stand-below-the-path',
    comment: 'Every module may ask the register of places. It knows only the kernel and the standards.',
    from: { path: '^src/places/', pathNot: test },
    to: { path: '^(src|app|ui|tests)/', pathNot: '^src/(places|kernel|standards)/' },
  },
  {
    name: 'a-module-is-entered-by-its-index',
    comment:
      'Other modules, the app and ui import a module through index.ts, the browser through web/index.tsx and web/routes.ts; app/server may also import routes, models, events and public/index.ts.',
    from: { path: `^(src/(${room}|kernel|standards)/|app/|ui/|lib/)`, pathNot: test },
    to: {
      path: `^src/(${room}|standards)/`,
      pathNot: [
        '^src/$2/',
        `^src/(${room}|standards)/index\\.ts$`,
        `^src/${room}/web/(index\\.tsx|routes\\.ts)$`,
        `^src/${room}/(api|model|events|module|public/index)\\.ts$`,
        '^src/standards/(age/index|codes/index|sources/index|htcds/htcds|justice/index)\\.ts$',
      ],
    },
  },
  {
    name: 'routes-are-mounted-by-the-server',
    comment:
      'Only app/server (and the demonstration) imports a module’s routes, models and events; other modules use index.ts.',
    from: { path: `^(src/(${room}|kernel|standards)/|app/(?!server/|demonstration/)|ui/)`, pathNot: test },
    to: { path: `^src/${room}/(api|model|events|public/index)\\.ts$`, pathNot: '^src/$2/' },
  },
  {
    name: 'only-the-app-composes-rooms',
    comment: 'Only app/rooms.ts and the room itself import what a room says about itself (module.ts).',
    from: { path: `^(src/${room}/|src/|app/|ui/|lib/)`, pathNot: ['^app/rooms\\.ts$', test] },
    to: { path: `^src/${room}/module\\.ts$`, pathNot: '^$1module\\.ts$' },
  },
  {
    name: 'public-pages-are-mounted-by-the-server',
    comment: 'Only app/server imports public/, the pages for people without an account.',
    from: { path: '^(src|app|ui|lib)/', pathNot: ['^app/server/', `^src/${room}/public/`, test] },
    to: { path: `^src/${room}/public/` },
  },
  ...path.slice(0, -1).map((stage, index) => ({
    name: `the-path-goes-one-way-${stage}`,
    comment: 'A later module of the path may import an earlier one, never the reverse.',
    from: { path: `^src/path/${stage}/`, pathNot: test },
    to: { path: `^src/path/(${path.slice(index + 1).join('|')})/` },
  })),
  {
    name: 'duties-only-hand-over-concerns',
    comment:
      'A duty around the child may only raise a concern through #path/signals. It knows no other room but places.',
    from: { path: '^src/(duties/[^/]+)/', pathNot: test },
    to: { path: `^src/${room}/`, pathNot: ['^src/$1/', '^src/(places|path/signals)/'] },
  },
  {
    name: 'nobody-imports-what-we-learn-and-owe',
    comment: 'The rooms of learning read events and published views; only the app imports them.',
    from: { path: `^(src/(${room}|kernel|standards)/|lib/|ui/)` },
    to: { path: '^src/learning/', pathNot: '^src/$2/' },
  },
  {
    name: 'ui-knows-no-module',
    comment: 'The design system imports only lib.',
    from: { path: '^ui/', pathNot: test },
    to: { path: '^(src|app)/' },
  },
  {
    name: 'migrations-and-modules-do-not-know-the-app',
    comment: 'Nothing in src or ui imports the app.',
    from: { path: '^(src|ui)/', pathNot: test },
    to: { path: '^app/' },
  },
]

const running = [
  {
    name: 'tests-stay-outside',
    comment: 'Code that runs imports nothing that only tests use.',
    from: { path: '^(lib|src|app|ui)/', pathNot: test },
    to: { path: ['^tests/', test] },
  },
  {
    name: 'no-cycles',
    comment: 'Files must not import each other in a circle.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'the-browser-gets-no-server-code',
    comment: 'Browser code imports no store, no routes and no server.',
    from: { path: browser, pathNot: [test, building] },
    to: {
      path: `^(src/${room}/(store/|public/|api\\.ts)|src/kernel/(db|vault|ledger|outbox|jobs|sign-in)/|app/server/)`,
      reachable: true,
    },
  },
  {
    name: 'the-browser-gets-no-heavy-package',
    comment: 'zod is 90 KiB in a browser; use `import type` from model.ts. The rest runs on the server only.',
    from: { path: browser, pathNot: [test, building] },
    to: {
      path: 'node_modules/(zod|pg|kysely|fastify|@fastify|@cedar-policy|read-excel-file|libphonenumber-js)/',
      reachable: true,
    },
  },
  {
    name: 'the-browser-has-no-node',
    comment: 'Browser code uses nothing of Node.',
    from: { path: browser, pathNot: [test, building] },
    to: {
      path: '^(node:)?(fs|path|crypto|os|child_process|http|net|url|util|stream|buffer|timers|events)(/promises)?$',
      reachable: true,
    },
  },
  {
    name: 'a-module-is-pure-at-its-root',
    comment: 'Files at the root of a module also run on the phone: no database, no DOM, nothing of Node.',
    from: {
      path: `^src/(${room}|standards)/[^/]+\\.ts$`,
      pathNot: ['/(((node|consent)-)?api|index|model|events)\\.ts$', test],
    },
    to: {
      path: [
        `^src/${room}/(store|web|public)/`,
        'node_modules/(pg|kysely|fastify|react)',
        '^(node:)?(fs|path|os|child_process|http|net)$',
      ],
      reachable: true,
    },
  },
  {
    name: 'stores-and-routes-have-no-screens',
    comment: 'Server files do not import screens.',
    from: { path: `^src/${room}/(store/|api\\.ts)`, pathNot: test },
    to: { path: '(^ui/|/web/)' },
  },
  {
    name: 'public-pages-are-made-on-the-server',
    comment: 'Public pages work without a script: they use no screen of the web app.',
    from: { path: `^src/${room}/public/`, pathNot: test },
    to: { path: '/web/' },
  },
]

const forbidden = (rules) => rules.map((rule) => ({ severity: 'error', ...rule }))

module.exports = {
  layers: forbidden(layers),
  running: forbidden(running),
  // For `npx depcruise`, which takes one rule set.
  forbidden: forbidden(layers),
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
  },
}
