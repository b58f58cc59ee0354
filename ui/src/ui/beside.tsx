import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useId, useState, type ReactNode } from 'react';
import s from './beside.module.css';
import { useStored } from './stored';

const Explain = lazy(() => import('./Explain'));
const Dossier = lazy(() => import('./Dossier'));

/** Below this the papers would leave the form no room. */
const ROOM = 1100;

const isOpen = (value: unknown): value is boolean => typeof value === 'boolean';

/** What a form has beside it on request: what its act is for, and the papers of the case that is on the page. */
export function useBeside(caseId: string, command: string): { tools: ReactNode; help: ReactNode; dossier: ReactNode } {
  const queries = useQueryClient();
  const [helped, setHelped] = useState(false);
  const [wanted, setWanted] = useStored('dossier.open', false, isOpen);
  const [helpId, dossierId] = [useId(), useId()];
  const has = caseId !== '' && queries.getQueryData(['case', caseId]) !== undefined && ROOM <= innerWidth;
  const open = has && wanted;
  return {
    tools: (
      <>
        {has ? (
          <Button type="text" size="small" aria-expanded={open} aria-controls={dossierId} onClick={() => setWanted(!open)}>
            {open ? '收起卷宗' : '卷宗'}
          </Button>
        ) : null}
        <Button type="text" size="small" aria-expanded={helped} aria-controls={helpId} onClick={() => setHelped(!helped)}>
          {helped ? '收起说明' : '？ 说明'}
        </Button>
      </>
    ),
    help: (
      <div id={helpId}>
        {helped ? (
          <Suspense>
            <Explain command={command} />
          </Suspense>
        ) : null}
      </div>
    ),
    dossier: open ? (
      <div id={dossierId} className={s.dossier}>
        <Suspense>
          <Dossier caseId={caseId} />
        </Suspense>
      </div>
    ) : null,
  };
}

/** The form where it always is, and what is read beside it on its left. */
export function Split({ width, beside, children }: { width: number; beside: ReactNode; children: ReactNode }) {
  return (
    <div className={beside ? s.split : undefined} style={beside ? { gridTemplateColumns: `minmax(0, 1fr) min(${width - 48}px, 55%)` } : undefined}>
      <div className={beside ? s.form : undefined}>{children}</div>
      {beside}
    </div>
  );
}
