import type { AnyRoute } from '#kernel/perform'
import { routes as accountability } from '../../src/learning/accountability/api.ts'
import { routes as caseManagement } from '../../src/path/case-management/api.ts'
import { routes as children } from '../../src/path/children/api.ts'
import { routes as identification } from '../../src/path/identification/api.ts'
import { routes as places } from '../../src/places/api.ts'
import { routes as referral } from '../../src/path/referral/api.ts'
import { routes as signals } from '../../src/path/signals/api.ts'
import { routes as intakeForms } from '../../src/path/intake-forms/api.ts'
import { deskRoutes } from './desk.ts'

/** All commands and looks of the API, module by module along the path of a child. */
export const routes: readonly AnyRoute[] = [
  ...deskRoutes,
  ...places,
  ...intakeForms,
  ...signals,
  ...children,
  ...identification,
  ...referral,
  ...caseManagement,
  ...accountability,
]
