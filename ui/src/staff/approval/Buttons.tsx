import type { Approval } from '../../api/types';
import { ActButton } from '../../ui/ActButton';
import { stepName } from './Chain';
import type { Decision } from './Decide';

/** What can be done with an approval, as buttons beside what it is about. */
export function ApprovalButtons({
  approval,
  small,
  open,
}: {
  approval: Approval | null;
  small?: boolean;
  open: (form: { kind: 'approval'; approval: Approval; decision: Decision }) => void;
}) {
  if (!approval) return null;
  const { actions } = approval;
  const decide = (decision: Decision) => () => open({ kind: 'approval', approval, decision });
  return (
    <>
      <ActButton small={small} actions={actions} act="sign_approval" label={stepName(approval)} onClick={decide('sign')} />
      <ActButton small={small} actions={actions} act="return_approval" onClick={decide('return')} />
      <ActButton small={small} actions={actions} act="withdraw_approval" onClick={decide('withdraw')} />
    </>
  );
}
