import { useLocation, useParams } from 'react-router';
import { Panel } from '../../ui/Panel';
import { ListView } from '../list/ListView';

/** Lists with an address of their own; every other one is at `/lists/…`. */
const PLACES: Record<string, string> = { '/cases': 'cases', '/tasks': 'tasks', '/expiring': 'measures' };

/** The page of any list. */
export default function ListPage() {
  const { list } = useParams();
  const { pathname } = useLocation();
  const key = list ?? PLACES[pathname] ?? '';
  return (
    <Panel fill>
      <ListView key={key} list={key} />
    </Panel>
  );
}
