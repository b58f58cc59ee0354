import { lazyPage } from './lazyPage';

/** Every page is its own chunk. */
export const pages = {
  workbench: lazyPage(() => import('./pages/Workbench')),
  cases: lazyPage(() => import('./pages/Cases')),
  case: lazyPage(() => import('./pages/Case')),
  filing: lazyPage(() => import('./pages/Filing')),
  tasks: lazyPage(() => import('./pages/Tasks')),
  expiring: lazyPage(() => import('./pages/Expiring')),
  funds: lazyPage(() => import('./pages/Funds')),
  people: lazyPage(() => import('./pages/People')),
};
