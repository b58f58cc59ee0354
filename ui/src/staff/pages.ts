import { lazyPage } from './lazyPage';

/** Every page is its own chunk. */
export const pages = {
  workbench: lazyPage(() => import('./pages/Workbench')),
  list: lazyPage(() => import('./pages/List')),
  case: lazyPage(() => import('./pages/Case')),
  filing: lazyPage(() => import('./pages/Filing')),
  sheet: lazyPage(() => import('./pages/Sheet')),
  sheetRun: lazyPage(() => import('./pages/SheetRun')),
  approvals: lazyPage(() => import('./pages/Approvals')),
  funds: lazyPage(() => import('./pages/Funds')),
  courts: lazyPage(() => import('./pages/Courts')),
  queue: lazyPage(() => import('./pages/Queue')),
  modes: lazyPage(() => import('./pages/Modes')),
  run: lazyPage(() => import('./pages/Run')),
  people: lazyPage(() => import('./pages/People')),
};
