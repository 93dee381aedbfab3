#!/usr/bin/env node
/** `npx tenfold …`: prepares the clone if needed, then hands over to app/cli. */
import { existsSync } from 'node:fs'
import { bootstrap } from './bootstrap.mjs'

// In production nothing is installed or built by the way; an image does not even hold what building needs.
const ready = process.env.NODE_ENV === 'production' && existsSync(new URL('../dist/server/cli.js', import.meta.url))
// What a command prints may be read by a program, so preparing speaks on the other channel.
if (!ready) await bootstrap({ web: false, speak: console.error })
await import('../dist/server/cli.js')
