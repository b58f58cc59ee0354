import { caseCommand } from '../../api/commands';
import type { CaseDetail, TaskRow } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import type { Intent } from '../../api/client';
import { ActButton } from '../../ui/ActButton';
import { announce } from '../../ui/announce';
import { ErrorBar } from '../../ui/ErrorBar';

/** 签收 asks nothing and takes nothing away: one click in the row does it. */
export function Accept({ file, task }: { file: CaseDetail; task: TaskRow }) {
  const accept = useCommand(
    (id: string, intent: Intent) => caseCommand({ case: file.id, path: '/api/cases/{id}/do/accept_task', body: { task: id } }, intent),
    { version: file.version, touches: [['case', file.id], ['lists'], ['focus']], onDone: () => announce(`已签收：${task.title}`) },
  );
  return (
    <>
      <ActButton small actions={task.actions} act="accept_task" busy={accept.isPending} onClick={() => accept.mutate(task.id)} />
      <ErrorBar error={accept.error} />
    </>
  );
}
