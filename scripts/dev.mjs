/**
 * npm run dev: restarts the node when server code changes and reloads the web app. Open the address of Vite, which
 * passes every request that is not for the web app to the node.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { context } from 'esbuild'
import { createServer } from 'vite'
import { serverEntries } from './build.mjs'
import { nodeBundle, root } from './bundle.mjs'

const NODE_PORT = Number(process.env.PORT ?? 8080)
const WEB_PORT = Number(process.env.TENFOLD_DEV_PORT ?? 5173)
const outdir = join(root, 'dist/dev')
let node
let stopping = false

const restart = {
  name: 'restart',
  setup(build) {
    build.onEnd(async ({ errors }) => {
      if (errors.length > 0 || stopping) return
      await end(node)
      if (!stopping) node = start()
    })
  },
}

const bundling = await context({
  ...nodeBundle,
  entryPoints: serverEntries,
  splitting: true,
  outdir,
  plugins: [...nodeBundle.plugins, restart],
})
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop)
await bundling.watch()
// vite.config.ts passes other requests to this address.
process.env.TENFOLD_DEV_SERVER = `http://127.0.0.1:${NODE_PORT}`
const web = await createServer({
  configFile: join(root, 'vite.config.ts'),
  server: { port: WEB_PORT, strictPort: true, host: '127.0.0.1' },
})
await web.listen()
console.log(`Web app with reload: http://127.0.0.1:${WEB_PORT}`)

function start() {
  // The node has its own process group. Otherwise Ctrl-C would reach it in addition to the signal we send.
  return spawn(process.execPath, ['--enable-source-maps', join(outdir, 'main.js')], {
    stdio: 'inherit',
    detached: true,
    env: { ...process.env, PORT: String(NODE_PORT) },
  })
}

function end(child) {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  // A second signal would make the node exit at once instead of stopping cleanly.
  if (!child.killed) child.kill('SIGTERM')
  return new Promise((done) => child.once('exit', done))
}

async function stop() {
  stopping = true
  // Ctrl-C reaches the process of the bundler too. Ignore its error.
  process.on('unhandledRejection', () => undefined)
  await Promise.allSettled([end(node), web.close(), bundling.dispose()])
  process.exit(0)
}
