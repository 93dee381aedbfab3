import { setFlagsFromString } from 'node:v8'

// V8 11.3 (Node 20) can crash the process ("unreachable code" in Deoptimizer::DoComputeBuiltinContinuation) when it
// deoptimises
// code with an inlined call to WebAssembly that returns a reference, as Cedar's calls do. It happened once in a test
// run after
// some thousand decisions. Without inlining this cannot happen. Import this file first (docs/decisions/0004).
setFlagsFromString('--no-turbo-inline-js-wasm-calls')
