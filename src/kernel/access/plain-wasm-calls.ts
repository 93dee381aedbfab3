import { setFlagsFromString } from 'node:v8'

// V8 11.3 (Node 20) ends the whole process ("unreachable code" in Deoptimizer::DoComputeBuiltinContinuation) when it gives up on
// optimised code that had inlined a call to WebAssembly returning a reference, as Cedar's do. Met once in a test run after some
// thousand decisions; without inlining the path does not exist. Importing this file first is the whole remedy.
setFlagsFromString('--no-turbo-inline-js-wasm-calls')
