import type { AnyRoute } from '#kernel/perform'
import { deskRoutes } from './desk.ts'
import { routes as signals } from '../../src/signals/api.ts'

/** Every command and look that can be reached over the network, module by module along the path of a child. */
export const routes: readonly AnyRoute[] = [...deskRoutes, ...signals]
