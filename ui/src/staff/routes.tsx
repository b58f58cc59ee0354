import { createBrowserRouter } from 'react-router';
import { Gate } from './Gate';
import { LoadFailed, NotFound } from './NotFound';
import { pages } from './pages';

export const router = createBrowserRouter([
  {
    path: '/',
    Component: Gate,
    ErrorBoundary: LoadFailed,
    children: [
      { index: true, Component: pages.workbench.Page },
      { path: 'cases', Component: pages.list.Page },
      { path: 'cases/:id', Component: pages.case.Page },
      { path: 'filing', Component: pages.filing.Page },
      { path: 'filing/batch', Component: pages.sheet.Page },
      { path: 'filing/batch/:id', Component: pages.sheetRun.Page },
      { path: 'tasks', Component: pages.list.Page },
      { path: 'expiring', Component: pages.list.Page },
      { path: 'lists/:list', Component: pages.list.Page },
      { path: 'approvals', Component: pages.approvals.Page },
      { path: 'funds', Component: pages.funds.Page },
      { path: 'courts', Component: pages.courts.Page },
      { path: 'queue', Component: pages.queue.Page },
      { path: 'modes', Component: pages.modes.Page },
      { path: 'people', Component: pages.people.Page },
      { path: 'runs/:id', Component: pages.run.Page },
      { path: '*', Component: NotFound },
    ],
  },
]);
