import type { ComponentType } from 'react';
import { createBrowserRouter } from 'react-router';
import { Gate } from './Gate';
import { LoadFailed, NotFound } from './NotFound';

const page = (load: () => Promise<{ default: ComponentType }>) => async () => ({ Component: (await load()).default });

/** Every page is its own chunk. */
export const router = createBrowserRouter([
  {
    path: '/',
    Component: Gate,
    ErrorBoundary: LoadFailed,
    HydrateFallback: () => null,
    children: [
      { index: true, lazy: page(() => import('./pages/Workbench')) },
      { path: 'cases', lazy: page(() => import('./pages/Cases')) },
      { path: 'cases/:id', lazy: page(() => import('./pages/Case')) },
      { path: 'filing', lazy: page(() => import('./pages/Filing')) },
      { path: 'tasks', lazy: page(() => import('./pages/Tasks')) },
      { path: 'funds', lazy: page(() => import('./pages/Funds')) },
      { path: 'people', lazy: page(() => import('./pages/People')) },
      { path: '*', Component: NotFound },
    ],
  },
]);
