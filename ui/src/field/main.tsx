import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { field as c } from '../copy/field';
import '../ui/base.css';
import { App } from './App';
import s from './field.module.css';

// The page itself opens without a network; what it shows is kept for each person, and never by the worker.
if (import.meta.env.PROD && 'serviceWorker' in navigator) void navigator.serviceWorker.register('/field-sw.js', { scope: '/field' });
// What waits must not be thrown away when the tablet runs out of room.
void navigator.storage?.persist?.();

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      {isSecureContext && 'indexedDB' in globalThis ? (
        <App />
      ) : (
        <main className={s.signIn}>
          <h1>{c.title}</h1>
          <p role="alert">{c.insecure}</p>
        </main>
      )}
    </StrictMode>,
  );
}
