import { useQueryClient } from '@tanstack/react-query';
import { Button, Drawer, Form, Modal, type FormInstance } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import type { BodyOf } from '../api/client';
import { caseCommand, type CasePath } from '../api/commands';
import type { Intent } from '../api/client';
import type { Problem } from '../api/problem';
import { useCommand } from '../api/useCommand';
import { announce } from './announce';
import { Split, useBeside } from './beside';
import { DrawerFoot } from './DrawerFoot';
import { ErrorBar } from './ErrorBar';
import { fieldPath } from './fields';
import { useKeys } from './keys';
import { StaleDialog } from './StaleDialog';

/**
 * One command of a case as a form. The version that it was opened on goes along; a refusal stays on the
 * form with its fields marked; when the case moved meanwhile, what changed is shown and nothing typed is lost.
 */
export function FormDrawer<P extends CasePath, V = BodyOf<P>>({
  title,
  action,
  caseId,
  version,
  path,
  ids,
  initial,
  body = (values) => values as unknown as BodyOf<P>,
  send,
  children,
  onDone,
  onClose,
  danger,
  width = 480,
  command: name = path.slice(path.lastIndexOf('/') + 1),
}: {
  title: string;
  /** What the button says: a verb with its object, never 确定 alone. */
  action: string;
  caseId: string;
  version: number | null;
  /** The command as the API describes it, with what stands for the braces other than the case. */
  path: P;
  ids?: Record<string, string>;
  initial?: Partial<NoInfer<V>>;
  /** The body of the command from the fields; not needed where they are the same. */
  body?: (values: NoInfer<V>) => BodyOf<P>;
  /** Sends the values in a way of its own (a file). */
  send?: (values: NoInfer<V>, intent: Intent) => Promise<unknown>;
  children?: ReactNode;
  onDone?: () => void;
  /** `done`: it was sent; otherwise it was left. */
  onClose: (done?: boolean) => void;
  danger?: boolean;
  width?: number;
  /** What is explained, where it is not the command of the path. */
  command?: string;
}) {
  const [form] = Form.useForm<V>();
  useReturn();
  const run = (values: V, intent: Intent) =>
    send ? send(values, intent) : caseCommand({ case: caseId, path, ids, body: body(values) }, intent);
  const done = (result: unknown) => {
    announce(`${title}：${onlyAsked(result) ? '已提请签批' : '已办理'}`);
    onDone?.();
    onClose(true);
  };
  const { command, stale, reload, see } = useSending(caseId, version, run, done);
  const { error } = command;
  useEffect(() => {
    if (error) form.setFields(marksOf(form, error).map(({ name: field, errors }) => ({ name: field, errors })));
  }, [error, form]);
  const [asking, setAsking] = useState(false);
  // What was typed is not thrown away by a key or a click beside the form.
  const leave = () => (form.isFieldsTouched() ? setAsking(true) : onClose());
  const submit = () => {
    if (!command.isPending) form.submit();
  };
  useKeys({ 'ctrl+Enter': submit }, { inDialog: true });
  const beside = useBeside(caseId, name);
  return (
    <Drawer
      open
      title={title}
      size={beside.dossier ? '96vw' : width}
      onClose={leave}
      destroyOnHidden
      extra={beside.tools}
      footer={
        <DrawerFoot onCancel={() => onClose()}>
          <Button type="primary" danger={danger} loading={command.isPending} onClick={submit} title="Ctrl + 回车">
            {action}
          </Button>
        </DrawerFoot>
      }
    >
      <Split width={width} beside={beside.dossier}>
        {beside.help}
        <ErrorBar error={error} focus marked={error ? marksOf(form, error).map((m) => m.field) : []} onField={(field) => form.focusField(fieldPath(field) as never)} />
        <Form<V> form={form} layout="vertical" initialValues={initial as never} scrollToFirstError onFinish={(values) => command.mutate(values)}>
          {children}
        </Form>
      </Split>
      <Modal open={asking} title="放弃已填写的内容？" okText="放弃" cancelText="继续填写" onOk={() => onClose()} onCancel={() => setAsking(false)}>
        {title}还没有提交，关闭后已填写的内容不保留。
      </Modal>
      <StaleDialog problem={stale} onReload={() => void reload()} onClose={see} />
    </Drawer>
  );
}

/** Sends the form on the version that it was opened on; when the case moved meanwhile, on the one that was looked at since. */
function useSending<V>(caseId: string, version: number | null, run: (values: V, intent: Intent) => Promise<unknown>, onDone: (result: unknown) => void) {
  const queries = useQueryClient();
  const [opened, setOpened] = useState(version);
  const [seen, setSeen] = useState<Problem | null>(null);
  const command = useCommand(run, { version: opened, touches: [['case', caseId], ['lists'], ['funds'], ['focus']], onDone });
  const { error } = command;
  const stale = error?.kind === 'stale' && error !== seen ? error : null;
  const reload = async () => {
    setSeen(error);
    await queries.refetchQueries({ queryKey: ['case', caseId], exact: true });
    const fresh = queries.getQueryData<{ version: number }>(['case', caseId]);
    setOpened(fresh?.version ?? null);
    command.reset();
  };
  return { command, stale, reload, see: () => setSeen(error) };
}

/** Whether nothing is done yet: somebody else must sign what was asked for. */
function onlyAsked(result: unknown): boolean {
  const happened = (result as { happened?: string[] } | undefined)?.happened ?? [];
  return happened.length > 0 && happened.every((name) => name === 'approval.asked');
}

/** When the drawer goes, the keyboard is back where it was: at the row, or at what comes next if the row is gone. */
function useReturn() {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // After the drawer has taken itself and its own keeping of the focus away.
      setTimeout(() => {
        if (document.querySelector('.ant-drawer-open')) return;
        const there = opener instanceof HTMLElement && opener !== document.body && opener.isConnected && !opener.matches(':disabled');
        const target = there ? opener : document.getElementById('main');
        target?.focus();
      });
    },
    [opener],
  );
}

/** What a refusal says about the fields that this form has. */
function marksOf<V>(form: FormInstance<V>, error: Problem): { field: string; name: never; errors: string[] }[] {
  const known = new Set(form.getFieldsError().map(({ name }) => name.join('.')));
  return error.findings.flatMap(({ field, title, remedy }) => {
    const name = fieldPath(field ?? '');
    if (!field || !known.has(name.join('.'))) return [];
    return [{ field, name: name as never, errors: [[title, remedy].filter(Boolean).join('：')] }];
  });
}
