import { createContext, useContext, useEffect, useMemo, useState, type MouseEvent, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { Link, useNavigate } from 'react-router';
import { Panel } from '../ui/Panel';
import { Opening, type Known } from './case/Opening';

/** Opens a case from a list that already knows something of it. */
export type OpenCase = (to: string, known: Known) => void;

const OpenContext = createContext<OpenCase>(() => undefined);

export function useOpenCase(): OpenCase {
  return useContext(OpenContext);
}

/**
 * Room for a page. Opening a row first paints what the list knows of the case and hides the list as it stands; only
 * after that frame the list is taken down and the case page built, which takes an old machine several frames.
 */
export function Opener({ children }: { children: ReactNode }) {
  const [opening, setOpening] = useState<{ to: string; known: Known } | null>(null);
  const open = useMemo<OpenCase>(() => (to, known) => setOpening({ to, known }), []);
  const navigate = useNavigate();
  useEffect(() => {
    if (!opening) return undefined;
    let painted: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      painted = setTimeout(() => {
        flushSync(() => {
          setOpening(null);
          void navigate(opening.to, { flushSync: true });
        });
      });
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(painted);
    };
  }, [navigate, opening]);
  return (
    <OpenContext value={open}>
      {opening ? (
        <Panel>
          <Opening known={opening.known} />
        </Panel>
      ) : null}
      <div style={{ display: opening ? 'none' : 'contents' }}>{children}</div>
    </OpenContext>
  );
}

/** The link to a case in a row; opens like the row itself unless it is meant for another tab. */
export function CaseLink({ to, known, children }: { to: string; known: Known; children?: string }) {
  const open = useOpenCase();
  const onClick = (event: MouseEvent<HTMLAnchorElement>) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    open(to, known);
  };
  return (
    <Link to={to} tabIndex={-1} onClick={onClick}>
      {children ?? (known.case_no || '未立案')}
    </Link>
  );
}
