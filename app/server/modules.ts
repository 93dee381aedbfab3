import type { AnyRoute } from '#kernel/perform'
import { agencyKeyRoutes } from './agency-keys.ts'
import { deskRoutes } from './desk.ts'
import { roomRoutes } from './room-apis.ts'

/** All commands and looks of the API, module by module along the path of a child. */
export const routes: readonly AnyRoute[] = [...deskRoutes, ...roomRoutes, ...agencyKeyRoutes]
