#!/usr/bin/env node
/** `npx tenfold …`: prepares the clone if needed, then runs app/cli. */
import { existsSync } from 'node:fs'
import { bootstrap } from './bootstrap.mjs'

// In production a command never installs or builds: a container image does not contain the tools for it.
const ready = process.env.NODE_ENV === 'production' && existsSync(new URL('../dist/server/cli.js', import.meta.url))
// A program may read the output of a command, so preparing prints to stderr.
if (!ready) await bootstrap({ web: false, speak: console.error })
await import('../dist/server/cli.js')
