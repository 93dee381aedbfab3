#!/usr/bin/env node
/** `npx tenfold …`: prepares the clone if needed, then hands over to app/cli. */
import { bootstrap } from './bootstrap.mjs'

// What a command prints may be read by a program, so preparing speaks on the other channel.
await bootstrap({ web: false, speak: console.error })
await import('../dist/server/cli.js')
