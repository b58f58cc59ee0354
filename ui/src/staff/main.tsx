import { nonce } from '../ui/nonce';
import { StyleProvider } from '@ant-design/cssinjs';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { StrictMode, useEffect, useMemo } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { Problem } from '../api/problem';
import '../ui/base.css';
import { DensityContext } from '../ui/density';
import { useStored } from '../ui/stored';
import { DENSITIES, themeOf, type Density } from '../ui/theme';
import { router } from './routes';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      retry: (count, error) => error instanceof Problem && error.kind === 'offline' && count < 2,
      refetchOnWindowFocus: true,
    },
  },
});

const csp = nonce ? { nonce } : undefined;
const isDensity = (value: unknown): value is Density => typeof value === 'string' && value in DENSITIES;

function App() {
  const [density, set] = useStored<Density>('density', 'normal', isDensity);
  const state = useMemo(() => ({ density, set }), [density, set]);
  useEffect(() => {
    document.documentElement.style.setProperty('--font', `${DENSITIES[density].font}px`);
    document.documentElement.style.setProperty('--row', `${DENSITIES[density].row}px`);
  }, [density]);
  return (
    <StyleProvider hashPriority="high">
      <ConfigProvider locale={zhCN} theme={themeOf(density)} csp={csp} button={{ autoInsertSpace: false }}>
        <DensityContext value={state}>
          <QueryClientProvider client={queries}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </DensityContext>
      </ConfigProvider>
    </StyleProvider>
  );
}

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
