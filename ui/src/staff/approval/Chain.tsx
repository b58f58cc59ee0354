import type { Approval } from '../../api/types';
import { approvals as c } from '../../copy/approvals';
import { moment } from '../../ui/format';
import { Light } from '../../ui/Light';
import { Sheet } from '../../ui/Panel';

/** The steps of an approval: who signed which, with what opinion, and whose turn it is. */
export function Chain({ approval }: { approval: Approval }) {
  return (
    <>
      <Sheet caption={c.steps} head={c.step} empty="">
        {approval.steps.map((step, place) => (
          <tr key={`${step.name}${place}`}>
            <td>{step.name}</td>
            <td>
              {step.signed_by ? (
                <>
                  <Light light="idle">{step.signed_by}</Light> <span className="num">{moment(step.signed_at)}</span>
                </>
              ) : (
                <Light light={step.waits ? 'soon' : 'idle'}>{step.waits ? c.waits(step.who) : c.later(step.who)}</Light>
              )}
            </td>
            <td>{step.opinion ?? '—'}</td>
            <td>{step.basis}</td>
          </tr>
        ))}
      </Sheet>
      {approval.ended_by ? (
        <p>
          {approval.state_label}：{approval.ended_by}，{approval.ended_reason ?? '—'}
        </p>
      ) : null}
    </>
  );
}

/** How an approval stands, in one line. */
export function chainLine(approval: Approval): string {
  return approval.steps.map((s) => (s.signed_by ? `${s.name}：${s.signed_by}` : s.waits ? `${s.name}：待${s.who}` : s.name)).join(' → ');
}

/** What the button is called that signs the step which waits. */
export function stepName(approval: Approval | null): string {
  return approval?.steps.find((s) => s.waits)?.name ?? c.sign;
}
