import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { shell } from './scripts/shell.ts';

// One build, one entry per place. Old court kernels set the target: Chromium 87.
// `server.proxy` is for `npm run dev` beside a running `zhixing serve`.
export default defineConfig({
  plugins: [react(), shell()],
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    target: 'chrome87',
    cssTarget: 'chrome87',
    manifest: true,
    chunkSizeWarningLimit: 1200,
    assetsInlineLimit: 0,
    rollupOptions: { input: { staff: 'index.html', wall: 'wall.html', calc: 'calc.html', field: 'field.html' } },
  },
  server: { proxy: { '/api': process.env.ZHIXING_URL ?? 'http://127.0.0.1:8080' } },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/test-setup.ts'],
    env: { TZ: 'America/New_York' },
  },
});
