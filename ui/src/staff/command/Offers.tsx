import type { Action } from '../../api/types';
import { ActButton } from '../../ui/ActButton';
import type { OpenCommand } from './CommandDrawer';

/** Everything that the server offers to do with one thing, each as a button. */
export function Offers({ actions, on, open }: { actions: Action[]; on: string; open: (form: OpenCommand) => void }) {
  return (
    <>
      {actions.map((a) => (
        <ActButton key={a.act} small actions={actions} act={a.act} onClick={() => open({ kind: 'command', name: a.act, on })} />
      ))}
    </>
  );
}
