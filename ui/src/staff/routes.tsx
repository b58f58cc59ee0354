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
      { path: 'cases', Component: pages.cases.Page },
      { path: 'cases/:id', Component: pages.case.Page },
      { path: 'filing', Component: pages.filing.Page },
      { path: 'tasks', Component: pages.tasks.Page },
      { path: 'expiring', Component: pages.expiring.Page },
      { path: 'funds', Component: pages.funds.Page },
      { path: 'people', Component: pages.people.Page },
      { path: '*', Component: NotFound },
    ],
  },
]);
