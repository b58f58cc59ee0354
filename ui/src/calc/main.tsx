import { StrictMode, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { calc as c } from '../copy/calc';
import '../ui/base.css';
import s from './calc.module.css';
import { Distribution } from './Distribution';
import { Fee, Words } from './Fee';
import { Interest } from './Interest';
import { Period } from './Period';
import { follow, usePath } from './place';
import { unescaped } from './question';
import { Rule, Rules } from './Rules';

const TABS = [
  ['period', c.tabs.period, Period],
  ['fee', c.tabs.fee, Fee],
  ['interest', c.tabs.interest, Interest],
  ['distribution', c.tabs.distribution, Distribution],
  ['words', c.tabs.words, Words],
] as const;

/** What is shown at an address; anything unknown is the first calculator. */
function placeOf(path: string): { key: string; title: string; page: React.ReactNode } {
  const [, , first = '', second] = path.split('/');
  if (first === 'rules' && second) {
    const id = unescaped(second);
    return { key: 'rules', title: id, page: <Rule key={id} id={id} /> };
  }
  if (first === 'rules') return { key: 'rules', title: c.rules, page: <Rules /> };
  const [key, title, Page] = TABS.find(([known]) => known === first) ?? TABS[0];
  return { key, title, page: <Page key={key} /> };
}

function App() {
  const { key, title, page } = placeOf(usePath());
  useEffect(() => {
    document.title = `${title} · ${c.title}`;
  }, [title]);
  return (
    <>
      <a className={s.skip} href="#main">
        {c.skip}
      </a>
      <header className={s.head}>
        <div className={s.inner}>
          <a className={s.brand} href="/calc" onClick={follow}>
            {c.title}
          </a>
          <a className={s.staff} href="/">
            {c.staff}
          </a>
        </div>
      </header>
      <nav className={s.nav} aria-label={c.nav}>
        <div className={s.inner}>
          {TABS.map(([name, label]) => (
            <a key={name} className={s.tab} href={`/calc/${name}`} aria-current={name === key ? 'page' : undefined} onClick={follow}>
              {label}
            </a>
          ))}
          <a className={s.tab} href="/calc/rules" aria-current={key === 'rules' ? 'page' : undefined} onClick={follow}>
            {c.rules}
          </a>
        </div>
      </nav>
      <main id="main" tabIndex={-1} className={s.main}>
        {key === 'rules' ? null : <p className={s.lead}>{c.lead}</p>}
        {page}
      </main>
    </>
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
