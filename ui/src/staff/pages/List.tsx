import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useLocation, useParams } from 'react-router';
import { Panel } from '../../ui/Panel';
import { ListView } from '../list/ListView';
import { useMay, useMe } from '../me';

const BeginDrawer = lazy(() => import('../command/BeginDrawer'));

/** Lists with an address of their own; every other one is at `/lists/…`. */
const PLACES: Record<string, string> = { '/cases': 'cases', '/tasks': 'tasks', '/expiring': 'measures' };

/** Lists whose matters begin by themselves, and how. */
const BEGINNINGS: Record<string, { name: string; title: string }> = { visits: { name: 'record_visit', title: '登记来访' } };

/** The page of any list. */
export default function ListPage() {
  const { list } = useParams();
  const { pathname } = useLocation();
  const key = list ?? PLACES[pathname] ?? '';
  return (
    <Panel fill>
      <Begin beginning={BEGINNINGS[key]} />
      <ListView key={key} list={key} />
    </Panel>
  );
}

function Begin({ beginning }: { beginning: { name: string; title: string } | undefined }) {
  const may = useMay();
  const me = useMe();
  const [open, setOpen] = useState(false);
  if (!beginning || me.elsewhere || !may(beginning.name)) return null;
  return (
    <div>
      <Button type="primary" onClick={() => setOpen(true)}>
        {beginning.title}
      </Button>
      {open ? (
        <Suspense>
          <BeginDrawer name={beginning.name} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}
